using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>
/// Plays scenarios on the same regions, or their controls, grouped by what is turned off so that regions start anew as seldom as possible.
/// </summary>
internal sealed class Matrix(Session session, Action<string> tell)
{
    // Whether a fault meets a message on its way is a matter of milliseconds; where it meets none, a missing protection is not missed.
    private const int ControlTries = 3;

    /// <param name="scenarios">What to play, in this order.</param>
    /// <param name="controls">Whether to play their controls instead.</param>
    /// <param name="settings">The settings of a run of a scenario.</param>
    public async Task<IReadOnlyList<RunResult>> PlayAsync(
        IReadOnlyList<IScenario> scenarios, bool controls, Func<IScenario, RunSettings> settings, CancellationToken cancellationToken)
    {
        List<RunSettings> runs = controls
            ? [.. scenarios.Where(scenario => scenario.Setup.Control is not Protections.None)
                .GroupBy(scenario => scenario.Setup.Control)
                .SelectMany(same => same.Select(scenario => settings(scenario) with { Without = same.Key, EndsWhenBroken = true }))]
            : [.. scenarios.Select(settings)];
        var results = new List<RunResult>();
        var played = 0;
        for (var index = 0; index < runs.Count; index++)
        {
            var follows = index + 1 < runs.Count && runs[index + 1].Without == runs[index].Without;
            for (var left = controls ? ControlTries : 1; left > 0; left--)
            {
                // Users of one seed that meet again would go on with conversations that are over.
                var run = runs[index] with { Seed = runs[index].Seed + played++ };
                tell(Title(run));
                var result = await session.PlayAsync(run, follows || left > 1, line => tell($"  {line}"), cancellationToken);
                tell($"  {(result.IsAsExpected ? "As expected" : "NOT AS EXPECTED")} after {result.Duration.TotalSeconds:0.0} s.");
                if (result.IsAsExpected || left == 1)
                {
                    results.Add(result);
                    break;
                }
            }
        }

        return results;
    }

    private static string Title(RunSettings run) => run.Without is Protections.None
        ? $"{run.Scenario.Name}: {run.Scenario.Description}"
        : $"{run.Scenario.Name} without {ProtectionCatalog.Text(run.Without)}: {run.Scenario.Setup.Breaks} must break.";
}
