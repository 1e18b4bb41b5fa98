using System.Globalization;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Load.Probes;
using OrleansFailover.Load.Processes;
using OrleansFailover.Load.Results;

namespace OrleansFailover.Load.Stages;

/// <summary>What an idle warm conversation keeps of its silo's heap, beside an activation of an empty grain in another silo.</summary>
internal sealed class MemoryStage : IStage
{
    private const int PerRound = 2000;
    private const double GoalBytes = 4096;

    public string Name => "memory";

    public async Task<IReadOnlyList<Row>> RunAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("bench-heap-").FullName;
        string conversations = Path.Combine(folder, "silo"), empties = Path.Combine(folder, "empty");
        await using var sink = await ReplySink.StartAsync(settings.Time, cancellationToken);
        var tuning = Tunings.WholeRegion(Tunings.SoonIdle);
        await using var cluster = BenchCluster.Plan(sink.Address, tuning, settings.Time);

        // Only the first region's silo gets the probe: both would listen at the same socket.
        settings.Say("memory: starting the regions and an empty silo");
        await cluster.Second.StartAsync(_ => { }, cancellationToken);
        tuning[HostProgram.Silo] = tuning[HostProgram.Silo] with { Settings = tuning[HostProgram.Silo].Settings.Concat(HeapSocket.Settings(conversations)).ToDictionary() };
        await cluster.First.StartAsync(_ => { }, cancellationToken);
        await using var watchdog = Watchdog.Start();
        var ports = FreePorts.Take(3);
        await using var empty = await SideProcess.EmptySiloAsync(ports, empties, cluster.LogFolder, watchdog, settings.Time);
        using var http = new HttpClient { BaseAddress = RegionPlan.Local(ports[2]), Timeout = TimeSpan.FromMinutes(2) };
        var talk = new Talk(cluster, sink, settings);
        var count = settings.Count(PerRound);

        // The first ones bring what is there once for all.
        await talk.WarmAsync(0, count, cancellationToken);
        await WakeAsync(0);
        List<double> mine = [], other = [];
        for (var round = 1; round <= settings.Rounds; round++)
        {
            await Task.Delay(Tunings.Idle, settings.Time, cancellationToken);
            var (before, beforeEmpty) = (await HeapSocket.BytesAsync(conversations, cancellationToken), await HeapSocket.BytesAsync(empties, cancellationToken));
            await talk.WarmAsync(round * count, count, cancellationToken);
            await WakeAsync(round);
            await Task.Delay(Tunings.Idle, settings.Time, cancellationToken);
            mine.Add((double)(await HeapSocket.BytesAsync(conversations, cancellationToken) - before) / count);
            other.Add((double)(await HeapSocket.BytesAsync(empties, cancellationToken) - beforeEmpty) / count);
            settings.Say($"memory: round {round}: {mine[^1]:0} B a conversation, {other[^1]:0} B an empty grain");
        }

        return
        [
            new Row
            {
                What = Lines.HeapBytes, Against = "an activation of an empty grain", Unit = "B", Mine = mine, Other = other, IsDifference = true, Goal = Goal.Most(GoalBytes),
                Note = "The bytes of a conversation are all that the silo keeps for it after one turn, the log reader's and the standby copies' bookkeeping among them.",
            },
        ];

        async Task WakeAsync(int round)
        {
            using var answer = await http.PostAsync(
                new Uri(string.Create(CultureInfo.InvariantCulture, $"/wake?first={round * count}&count={count}"), UriKind.Relative), null, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }
}
