namespace OrleansFailover.Drill.Reports;

/// <summary>The report of a run; its property names are part of the format.</summary>
public sealed record DrillReport(
    string Scenario,
    long Seed,
    int Conversations,
    long LagMs,
    ChannelReport Channel,
    IReadOnlyDictionary<string, PromiseReport> Promises,
    FailoverReport Failover,
    LatencyReport Latency,
    IReadOnlyList<BrokenConversation> Broken);
