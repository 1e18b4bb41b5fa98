using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Commands;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Plays every scenario on the same regions, then each control on regions of its own.</summary>
/// <param name="start">Starts regions without some protections.</param>
internal sealed class Matrix(Func<TimeSpan, Protections, CancellationToken, Task<Session>> start, Action<string> tell)
{
    public async Task<IReadOnlyList<RunResult>> PlayAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var results = new List<RunResult>();
        RunSettings Settings(IScenario scenario, Protections without) =>
            new(scenario, request.Conversations!.Value, request.Lag ?? scenario.Setup.Lag, request.Seed + results.Count, without, request.Deadline);

        await using (var session = await start(request.Lag ?? request.Scenarios[0].Setup.Lag, request.Without, cancellationToken))
        {
            foreach (var scenario in request.Scenarios)
            {
                tell($"{scenario.Name}: {scenario.Description}");
                results.Add(await session.PlayAsync(Settings(scenario, request.Without), Indented, cancellationToken));
            }
        }

        foreach (var scenario in request.Scenarios.Where(scenario => request.Controls && scenario.Setup.Control is not Protections.None))
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
