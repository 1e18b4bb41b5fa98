namespace OrleansFailover.Drill.Reports;

/// <summary>What the channel did.</summary>
/// <param name="Webhooks">Different webhooks.</param>
/// <param name="Deliveries">Deliveries of them.</param>
/// <param name="Acked">Deliveries that were answered 200.</param>
/// <param name="Rejected">Deliveries that were answered otherwise, or not at all.</param>
public sealed record ChannelReport(int Webhooks, int Deliveries, int Acked, int Rejected);
