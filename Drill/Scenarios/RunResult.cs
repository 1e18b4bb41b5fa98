using OrleansFailover.Drill.Channel;
using OrleansFailover.History;

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
    /// <summary>True when every promise was checked, and none was broken but those that this fault can break whatever a program does.</summary>
    public bool Held => Promises.All(promise => promise.Held || (promise.Checked > 0 && IsNotPromised(promise.Name)));

    /// <summary>True when all held, or, of a control, when the promise broke that its protection keeps.</summary>
    public bool IsAsExpected => Settings.Without == Cluster.Protections.None
        ? Held
        : Promises.Any(promise => promise.Name == Settings.Scenario.Setup.Breaks && promise.Broken > 0);

    /// <summary>True when the fault can break the promise whatever a program does.</summary>
    public bool IsNotPromised(string promise) => Settings.Scenario.Setup.NotPromised.ContainsKey(promise);
}
