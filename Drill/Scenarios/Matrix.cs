using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Plays every scenario on the same regions, then each control on regions of its own.</summary>
/// <param name="start">Starts regions without some protections.</param>
internal sealed class Matrix(Func<TimeSpan, Protections, CancellationToken, Task<Session>> start, Action<string> tell)
{
    public async Task<IReadOnlyList<RunResult>> PlayAsync(int conversations, TimeSpan? lag, long seed, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var results = new List<RunResult>();
        RunSettings Settings(IScenario scenario, Protections without) =>
            new(scenario, conversations, lag ?? scenario.Setup.Lag, seed + results.Count, without, deadline);

        await using (var session = await start(lag ?? ScenarioCatalog.All[0].Setup.Lag, Protections.None, cancellationToken))
        {
            foreach (var scenario in ScenarioCatalog.All)
            {
                tell($"{scenario.Name}: {scenario.Description}");
                results.Add(await session.PlayAsync(Settings(scenario, Protections.None), Indented, cancellationToken));
            }
        }

        foreach (var scenario in ScenarioCatalog.All.Where(scenario => scenario.Setup.Control is not Protections.None))
        {
            var control = scenario.Setup.Control;
            tell($"{scenario.Name} without {ProtectionNames.Text(control)}: {scenario.Setup.Breaks} must break.");
            var settings = Settings(scenario, control);
            await using var session = await start(settings.Lag, control, cancellationToken);
            results.Add(await session.PlayAsync(settings, Indented, cancellationToken));
        }

        return results;
    }

    private void Indented(string line) => tell($"  {line}");
}
