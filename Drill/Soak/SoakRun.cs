using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Reports;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Soak;

/// <summary>Plays one scenario after the other on the same regions until the time is over, and looks at what the processes use.</summary>
internal sealed class SoakRun(Session session, SoakDeck deck, TimeProvider time)
{
    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(5);

    private readonly List<SoakRound> _rounds = [];
    private readonly List<ProcessSample> _samples = [];

    /// <param name="duration">No scenario begins after this time; the last one is played to its end.</param>
    /// <param name="first">The settings of the first round; each next one has the next seed.</param>
    /// <param name="tell">Told of each round when it is over.</param>
    public async Task<SoakReport> PlayAsync(
        TimeSpan duration, Func<IScenario, RunSettings> first, Action<SoakRound, RunResult> tell, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sampling = SampleAsync(ended.Token);
        while (time.GetElapsedTime(began) < duration)
        {
            var settings = first(deck.Next());
            settings = settings with { Seed = settings.Seed + _rounds.Count, Round = _rounds.Count };
            var result = await session.PlayAsync(settings, heals: true, _ => { }, cancellationToken);
            _rounds.Add(new(settings.Scenario.Name, RoundSummary.Of(result), await LargestDocumentAsync(cancellationToken)));
            tell(_rounds[^1], result);
        }

        await ended.CancelAsync();
        await sampling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        return SoakReport.Of(time.GetElapsedTime(began), _rounds, _samples, session.Cluster.StandIns);
    }

    private async Task SampleAsync(CancellationToken cancellationToken)
    {
        var sampler = new ProcessSampler(session.Cluster, time);
        using var timer = new PeriodicTimer(SampleInterval, time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            _samples.AddRange(sampler.Take());
        }
    }

    private async Task<long> LargestDocumentAsync(CancellationToken cancellationToken)
    {
        var sizes = await Task.WhenAll(session.Cluster.Regions.Select(region =>
            LargestDocument.OfAsync(region.Plan, LocalTopology.Database, LocalTopology.Container, cancellationToken)));
        return sizes.Max();
    }
}
