using OrleansFailover.History;
using OrleansFailover.Simulation.Plans;

namespace OrleansFailover.Simulation.Runs;

/// <summary>What came of a run.</summary>
/// <param name="Promises">The verdicts of the checker.</param>
/// <param name="Incomplete">The customers that never came to the end.</param>
/// <param name="Excused">The promises that what went wrong can break whatever a program does.</param>
/// <param name="Simulated">How much time passed in the world.</param>
/// <param name="Digest">The same for the same steps.</param>
internal sealed record SimulationResult(
    SimulationPlan Plan,
    IReadOnlyList<PromiseResult> Promises,
    IReadOnlyList<string> Incomplete,
    IReadOnlySet<string> Excused,
    TimeSpan Simulated,
    long Steps,
    ulong Digest)
{
    /// <summary>The name under which a customer that was left alone counts.</summary>
    public const string Complete = "complete";

    /// <summary>The promises that were broken and should not have been.</summary>
    public IReadOnlyList<string> Broken =>
    [
        .. Promises.Where(promise => promise.Broken > 0).Select(promise => promise.Name).Concat(Incomplete.Count > 0 ? [Complete] : []).Where(name => !Excused.Contains(name)),
    ];

    /// <summary>Examples of what was broken.</summary>
    public IEnumerable<string> Examples =>
        Promises.Where(promise => promise.Broken > 0 && !Excused.Contains(promise.Name)).SelectMany(promise => promise.Examples.Select(example => $"{promise.Name}: {example}"))
            .Concat(Incomplete.Where(_ => !Excused.Contains(Complete)).Select(name => $"{Complete}: {name} was never brought to the end"));
}
