using System.Text.Json.Serialization;

namespace OrleansFailover.Drill.Reports;

/// <summary>The report of a run; its property names are part of the format.</summary>
/// <param name="Canaries">Of a run with restricted customers alone: what of them was found outside their home.</param>
public sealed record DrillReport(
    string Scenario,
    long Seed,
    int Conversations,
    long LagMs,
    ChannelReport Channel,
    IReadOnlyDictionary<string, PromiseReport> Promises,
    FailoverReport Failover,
    LatencyReport Latency,
    IReadOnlyList<BrokenConversation> Broken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<CanaryReport>? Canaries = null);
