using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.History;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>What was seen of a run from outside.</summary>
internal sealed record RunResult(
    RunSettings Settings,
    IReadOnlyList<ConversationHistory> Histories,
    IReadOnlyList<PromiseResult> Promises,
    IReadOnlyList<Delivery> Deliveries,
    IReadOnlyList<AcceptedSend> Sends,
    IReadOnlyList<Fault> Faults,
    IReadOnlySet<string> Incomplete,
    int Webhooks)
{
    /// <summary>True when every promise was checked and none was broken.</summary>
    public bool Held => Promises.All(promise => promise.Held);
}
