namespace OrleansFailover.OpsConsole.Charts;

/// <summary>What a region measured between two looks. Null: it did not say, or there was nothing to measure.</summary>
/// <param name="At">When the second look was.</param>
/// <param name="MessagesPerSecond">Webhooks that came to its gateway.</param>
/// <param name="AckP95">The time in ms within which 19 of 20 webhooks were answered, to the bound of a bucket.</param>
/// <param name="TurnP95">The time in ms within which 19 of 20 turns were over, to the bound of a bucket.</param>
/// <param name="SuccessRate">The percentage of the webhooks that were acked.</param>
/// <param name="ReplicationLag">The mean lag in ms of the peers' heartbeats in its store.</param>
/// <param name="LogLag">Events that its log has and no conversation took yet.</param>
internal sealed record RegionSample(
    DateTimeOffset At, double? MessagesPerSecond, double? AckP95, double? TurnP95, double? SuccessRate, double? ReplicationLag, double? LogLag);
