using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Plays scenarios on the same regions, then their controls, grouped by what is turned off so that regions start anew as seldom as possible.</summary>
internal sealed class Matrix(Session session, Action<string> tell)
{
    /// <param name="scenarios">What to play, in this order.</param>
    /// <param name="drills">Whether to play them as they are.</param>
    /// <param name="controls">Whether to play their controls.</param>
    /// <param name="settings">The settings of a run of a scenario.</param>
    public async Task<IReadOnlyList<RunResult>> PlayAsync(
        IReadOnlyList<IScenario> scenarios, bool drills, bool controls, Func<IScenario, RunSettings> settings, CancellationToken cancellationToken)
    {
        List<RunSettings> runs = drills ? [.. scenarios.Select(settings)] : [];
        if (controls)
        {
            runs.AddRange(scenarios.Where(scenario => scenario.Setup.Control is not Protections.None)
                .GroupBy(scenario => scenario.Setup.Control)
                .SelectMany(same => same.Select(scenario => settings(scenario) with { Without = same.Key, EndsWhenBroken = true })));
        }

        var results = new List<RunResult>();
        for (var index = 0; index < runs.Count; index++)
        {
            // Users of one seed that meet again would go on with conversations that are over.
            var run = runs[index] with { Seed = runs[index].Seed + index };
            tell(Title(run));
            var follows = index + 1 < runs.Count && runs[index + 1].Without == run.Without;
            var result = await session.PlayAsync(run, follows, line => tell($"  {line}"), cancellationToken);
            tell($"  {(result.IsAsExpected ? "As expected" : "NOT AS EXPECTED")} after {result.Duration.TotalSeconds:0.0} s.");
            results.Add(result);
        }

        return results;
    }

    private static string Title(RunSettings run) => run.Without is Protections.None
        ? $"{run.Scenario.Name}: {run.Scenario.Description}"
        : $"{run.Scenario.Name} without {ProtectionCatalog.Text(run.Without)}: {run.Scenario.Setup.Breaks} must break.";
}
