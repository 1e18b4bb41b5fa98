using OrleansFailover.Load.Probes;
using OrleansFailover.Load.Processes;
using OrleansFailover.Load.Results;

namespace OrleansFailover.Load.Stages;

/// <summary>What a message costs where it is paid for: request units in both regions, and bytes between them.</summary>
internal sealed class CostStage : IStage
{
    private const int Customers = 50;
    private const int Turns = 300;

    public string Name => "cost";

    public async Task<IReadOnlyList<Row>> RunAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        await using var sink = await ReplySink.StartAsync(settings.Time, cancellationToken);
        await using var cluster = BenchCluster.Plan(sink.Address, Tunings.WholeRegion(Tunings.SoonIdle), settings.Time, relays: true);
        settings.Say("cost: starting the regions with relays between them");
        await cluster.StartAsync(cancellationToken);
        var talk = new Talk(cluster, sink, settings);
        await talk.WarmAsync(0, Customers, cancellationToken);
        using var cloud = new CloudProbe(cluster.First.Plan);
        using var connection = talk.Connect();
        List<double> units = [], replicated = [], relayed = [], idle = [];
        var turns = settings.Count(Turns);
        for (var round = 0; round < settings.Rounds; round++)
        {
            await Task.Delay(Tunings.Idle, settings.Time, cancellationToken);
            var started = settings.Time.GetTimestamp();
            var bytes = cluster.Network!.Bytes;
            await Task.Delay(Tunings.Idle, settings.Time, cancellationToken);
            idle.Add((cluster.Network.Bytes - bytes) / settings.Time.GetElapsedTime(started).TotalSeconds);

            started = settings.Time.GetTimestamp();
            var before = await cloud.UseAsync(cancellationToken);
            bytes = cluster.Network.Bytes;
            for (var turn = 0; turn < turns; turn++)
            {
                await talk.AskAsync(connection, turn % Customers, cancellationToken);
            }

            // What is written when a conversation falls idle is part of what its messages cost.
            await Task.Delay(Tunings.Idle, settings.Time, cancellationToken);
            var use = await cloud.UseAsync(cancellationToken) - before;
            units.Add(use.RequestUnits / turns);
            replicated.Add((double)use.WrittenBytes / turns);

            // Heartbeats and the like go on whether or not anybody writes.
            relayed.Add((cluster.Network.Bytes - bytes - (idle[^1] * settings.Time.GetElapsedTime(started).TotalSeconds)) / turns);
            settings.Say($"cost: round {round + 1}: {units[^1]:0.0} RU, {replicated[^1]:0} B replicated, {relayed[^1]:0} B to the peer, a turn; {idle[^1]:0} B/s at rest");
        }

        return
        [
            new Row { What = Lines.UnitsOfMessage, Unit = "RU", Mine = units, Note = "Request units are those of the local stand-in, by the service's published sizes: a write 5.5 and 1 a KiB, a read 1 and a tenth a KiB. What a region takes in by replication is charged there as well; the throughput of an account is provisioned in each of its regions." },
            new Row { What = Lines.ReplicatedBytes, Unit = "B", Mine = replicated },
            new Row { What = Lines.RedisBytes, Unit = "B", Mine = relayed },
            new Row { What = Lines.RestBytes, Unit = "B/s", Mine = idle },
        ];
    }
}
