using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.History;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>What was seen of a run from outside.</summary>
/// <param name="Unproven">What the scenario was to bring about and did not; then it shows nothing.</param>
/// <param name="Note">What the scenario says of how the fault came about, in a few words.</param>
/// <param name="Duration">How long it took, from the first customer to the verdict.</param>
internal sealed record RunResult(
    RunSettings Settings,
    IReadOnlyList<ConversationHistory> Histories,
    IReadOnlyList<PromiseResult> Promises,
    IReadOnlyList<Delivery> Deliveries,
    IReadOnlyList<AcceptedSend> Sends,
    IReadOnlyList<Fault> Faults,
    IReadOnlySet<string> Incomplete,
    IReadOnlyList<string> Unproven,
    string Note,
    int Webhooks,
    TimeSpan Duration)
{
    /// <summary>What of restricted customers was found outside their home. Empty where nobody looked.</summary>
    public IReadOnlyList<CanaryFinding> Canaries { get; init; } = [];

    /// <summary>True when the fault happened, every promise was checked, and none was broken past its limits under this fault.</summary>
    public bool Held => Unproven.Count == 0 && Promises.All(promise => promise.Held);

    /// <summary>True when all held, or, of a control, when the promise broke that its protections keep.</summary>
    public bool IsAsExpected => Settings.Without == Protections.None ? Held : BreaksAsItMust;

    private bool BreaksAsItMust => Promises.Any(promise => promise.Name == Settings.Scenario.Setup.Breaks && promise.Broken > 0);

    /// <summary>True for a breach that this fault can bring about whatever a program does.</summary>
    public bool IsCounted(IPromise promise, Breach breach) => IsCounted(Settings.Scenario.Setup, promise, breach, new RunEvidence(Faults, Sends, Deliveries, Histories));

    internal static bool IsCounted(ScenarioSetup setup, IPromise promise, Breach breach, RunEvidence evidence) =>
        setup.Limits.Any(limit => limit.Promise == promise.Name && limit.Covers(breach, evidence));
}
