using OrleansFailover.Bench.Payloads;
using OrleansFailover.Load.Http;
using OrleansFailover.Load.Probes;
using OrleansFailover.Load.Processes;
using OrleansFailover.Load.Results;

namespace OrleansFailover.Load.Stages;

/// <summary>What stands in front of the edge sees of a region loss: how many of its webhooks are answered 200, and when the region that is left first replies.</summary>
internal sealed class LossStage : IStage
{
    private const int WarmCustomers = 400;
    private const int FirstCustomer = 1000;
    private const int Connections = 32;
    private const double PerSecond = 50;
    private static readonly TimeSpan Load = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BeforeLoss = TimeSpan.FromSeconds(5);

    // What a process sent before it ended has been read by then: what comes later is the other region's.
    private static readonly TimeSpan OnItsWay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    public string Name => "loss";

    public async Task<IReadOnlyList<Row>> RunAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        List<Loss> losses = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            losses.Add(await RoundAsync(settings, round, cancellationToken));
            settings.Say($"loss: round {round + 1}: {losses[^1].Acked} of {losses[^1].Sent} answered 200, the slowest after {losses[^1].Slowest:0} ms; first reply after {losses[^1].FirstReply:0.00} s");
        }

        return
        [
            new Row { What = "webhooks that the edge answered 200, a region lost meanwhile", Unit = "%", Mine = [.. losses.Select(loss => 100d * loss.Acked / loss.Sent)], Goal = Goal.Least(100), Note = $"{PerSecond:0} webhooks a second for {Load.TotalSeconds:0} s through the edge, default settings; the region that took them is killed {BeforeLoss.TotalSeconds:0} s after the first one. Every acked one is answered, or the run fails." },
            new Row { What = "region loss to the first reply of the other region", Unit = "s", Mine = [.. losses.Select(loss => loss.FirstReply)], Goal = Goal.Most(3) },
            new Row { What = "slowest answer of the edge meanwhile", Unit = "ms", Mine = [.. losses.Select(loss => loss.Slowest)] },
        ];
    }

    private static async Task<Loss> RoundAsync(StageSettings settings, int round, CancellationToken cancellationToken)
    {
        await using var sink = await ReplySink.StartAsync(settings.Time, cancellationToken);
        await using var cluster = BenchCluster.Plan(sink.Address, Tunings.WholeRegion(), settings.Time, edge: true);
        await cluster.StartWithEdgeAsync(cancellationToken);

        // The one that stays is at work, as a region is that shares the load.
        var talk = new Talk(cluster, sink, settings, cluster.Second);
        await talk.WarmAsync(0, settings.Count(WarmCustomers), cancellationToken);

        var schedule = Schedule.Poisson(PerSecond, Load, seed: round, settings.Time);
        var customers = Enumerable.Range(FirstCustomer, schedule.Due!.Length).ToList();
        var webhooks = PreparedWebhooks.Of(customers.Select(customer =>
            TextWebhook.Of([TextWebhook.Message(customer, 1, settings.Time.GetUtcNow(), textLength: 60)])));
        var tally = sink.Tally(customers.Select(TextWebhook.User));
        var loading = Task.Factory.StartNew(
            () => OpenLoop.Run(cluster.Topology.EdgePort, webhooks, schedule, Connections, settings.Time),
            cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        await Task.Delay(BeforeLoss, settings.Time, cancellationToken);
        var lost = settings.Time.GetTimestamp();
        await cluster.First.KillAsync();
        await Task.Delay(OnItsWay, settings.Time, cancellationToken);
        var first = await sink.NextAsync().WaitAsync(Bound, settings.Time, cancellationToken);

        var load = await loading;
        await sink.WaitForAsync(tally, load.Acked, Bound, cancellationToken);
        return new(customers.Count, load.Acked, settings.Time.GetElapsedTime(lost, first).TotalSeconds, load.Percentile(100));
    }

    private sealed record Loss(int Sent, long Acked, double FirstReply, double Slowest);
}
