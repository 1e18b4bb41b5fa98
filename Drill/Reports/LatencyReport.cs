namespace OrleansFailover.Drill.Reports;

/// <summary>How long customers waited.</summary>
/// <param name="AckMs">From the first delivery of a message to its ack, through all redeliveries.</param>
/// <param name="ReplyMs">From the first delivery of a message to the first reply to it.</param>
public sealed record LatencyReport(Percentiles AckMs, Percentiles ReplyMs);
