using OrleansFailover.Drill.Cluster;
using OrleansFailover.Load.Http;
using OrleansFailover.Load.Probes;
using OrleansFailover.Load.Processes;
using OrleansFailover.Load.Results;

namespace OrleansFailover.Load.Stages;

/// <summary>
/// Webhook acks of one gateway on a processor of its own, by turns with listeners that do less, on the same processor. The senders and the
/// region's services have the other one.
/// </summary>
internal sealed class GatewayStage : IStage
{
    private const string Gateway = "gateway";
    private const string ServerProcessor = "0";
    private const string OtherProcessor = "1";
    private const int Connections = 32;
    private const int Customers = 2000;
    private const int MostPerSecond = 20_000;
    private static readonly Uri NoChannel = new("http://127.0.0.1:9");

    private int _firstNumber;

    public string Name => Gateway;

    public async Task<IReadOnlyList<Row>> RunAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        await using var cluster = BenchCluster.Plan(NoChannel, Tunings.GatewayAlone(ServerProcessor, OtherProcessor), settings.Time);
        settings.Say("gateway: starting the regions and the listeners");
        await cluster.StartAsync(cancellationToken);
        // It would share the processor of the listeners that are measured.
        cluster.Second.Find(HostProgram.WebhookGateway).KillAlone();
        await using var watchdog = Watchdog.Start();
        var ports = FreePorts.Take(3);
        await using var floor = await SideProcess.FloorAsync(
            "floor", ports[0], cluster.First.InboundLog, ServerProcessor, cluster.LogFolder, watchdog, settings.Time);
        await using var bare = await SideProcess.FloorAsync("bare", ports[1], null, ServerProcessor, cluster.LogFolder, watchdog, settings.Time);
        await using var express = await SideProcess.ExpressAsync(ports[2], ServerProcessor, cluster.LogFolder, watchdog, settings.Time);
        Side[] sides =
        [
            new(Gateway, cluster.First.Plan.GatewayPort, cluster.First.Find(HostProgram.WebhookGateway).Id),
            new("floor", ports[0], floor.Id),
            new("bare", ports[1], bare.Id),
            new("express", ports[2], express.Id),
        ];

        foreach (var side in sides)
        {
            settings.Say($"gateway: warming {side.Name}");
            await LoadAsync(side, Schedule.Saturating(settings.WarmUp), settings, cluster, measured: false);
        }

        for (var round = 0; round < settings.Rounds; round++)
        {
            // Another side begins in each round, so that none always follows the same one.
            for (var turn = 0; turn < sides.Length; turn++)
            {
                var side = sides[(round + turn) % sides.Length];
                await LoadAsync(side, Schedule.Saturating(settings.Slot), settings, cluster, measured: true);
                settings.Say($"gateway: round {round + 1}, {side.Name}: {side.Acks[^1]:0} acks/s, its processor busy {side.Busy[^1]:P0}");
            }
        }

        var half = Spread.Of(sides[0].Acks).Median / 2;
        for (var round = 0; round < settings.Rounds; round++)
        {
            for (var turn = 0; turn < 2; turn++)
            {
                var side = sides[(round + turn) % 2];
                var others = ProcessorUse.Of(OtherProcessor);
                var result = await LoadAsync(side, Schedule.Poisson(half, settings.Slot, seed: round, settings.Time), settings, cluster, measured: false);
                side.Others.Add(ProcessorUse.Of(OtherProcessor).ShareSince(others));
                side.P99.Add(result.Percentile(99));
                side.P50.Add(result.Percentile(50));
                settings.Say($"gateway: round {round + 1}, {side.Name} at {half:0}/s: p50 {side.P50[^1]:0.00} ms, p99 {side.P99[^1]:0.00} ms, the other processor busy {side.Others[^1]:P0}");
            }
        }

        return Rows(sides[0], sides[1], sides[2], sides[3], half);
    }

    private static Row[] Rows(Side gateway, Side floor, Side bare, Side express, double half)
    {
        const string What = "webhook acks, one gateway processor";
        const string Unit = "/s";
        var busy = "How busy its processor kept each listener at full load: "
            + string.Join(", ", new[] { gateway, floor, bare, express }.Select(side => $"{side.Name} {Spread.Of([.. side.Busy.Select(share => share * 100)])} %"))
            + ". Where that is below 95 % the senders or the services on the other processor were the limit; acks per second of processor time do not depend on it.";
        var waits = "How busy senders and services kept the other processor at half load: "
            + string.Join(", ", new[] { gateway, floor }.Select(side => $"{side.Name} {Spread.Of([.. side.Others.Select(share => share * 100)])} %"))
            + ". What is near 100 % there is waited for, whatever the listener does.";
        return
        [
            Against("floor: Kestrel, body, HMAC, append, 200", floor, Goal.Least(0.85), busy),
            Against("bare Kestrel: body, HMAC, 200", bare, Goal.Least(0.45), null),
            Against("Express 5: HMAC, parse, queue in memory, 200", express, Goal.Least(5), null),
            PerProcessorSecond("floor", floor),
            PerProcessorSecond("bare Kestrel", bare),
            PerProcessorSecond("Express 5", express),
            new Row { What = $"ack p99 at half load ({half:0}/s)", Against = "floor, at the same rate", Unit = "ms", Mine = gateway.P99, Other = floor.P99, Goal = Goal.Most(1.5), Note = waits },
            new Row { What = $"ack p50 at half load ({half:0}/s)", Against = "floor, at the same rate", Unit = "ms", Mine = gateway.P50, Other = floor.P50 },
        ];

        Row Against(string name, Side other, Goal goal, string? note) =>
            new() { What = What, Against = name, Unit = Unit, Mine = gateway.Acks, Other = other.Acks, Goal = goal, Note = note };

        Row PerProcessorSecond(string name, Side other) =>
            new() { What = Lines.AcksPerProcessorSecond, Against = name, Unit = Unit, Mine = gateway.PerProcessorSecond, Other = other.PerProcessorSecond };
    }

    private async Task<LoadResult> LoadAsync(Side side, Schedule schedule, StageSettings settings, BenchCluster cluster, bool measured)
    {
        var count = schedule.Due?.Length ?? (int)(schedule.Duration.TotalSeconds * MostPerSecond);

        // Only the gateway remembers what it has seen.
        count = side.Name == Gateway ? count : Math.Min(count, Customers);
        var webhooks = PreparedWebhooks.TextMessages(count, Customers, _firstNumber, settings.Time.GetUtcNow());
        _firstNumber += (count / Customers) + 1;
        var before = ProcessCpu.Seconds(side.Process);
        var result = OpenLoop.Run(side.Port, webhooks, schedule, Connections, settings.Time);
        var used = ProcessCpu.Seconds(side.Process) - before;
        if (result.Refused > 0 || result.Uncopied > result.Acked / 100)
        {
            settings.Say($"gateway: {side.Name}: {result.Refused} of {result.Acked + result.Refused} webhooks were not acked, {result.Uncopied} acked without a copy");
        }

        if (side.Name == Gateway)
        {
            if (webhooks.IsUsedUp)
            {
                settings.Say("gateway: messages were sent a second time; the count of prepared ones is too low for this machine");
            }

            await PendingEraser.EraseAsync([cluster.First.Plan, cluster.Second.Plan]);
        }

        if (measured)
        {
            side.Acks.Add(result.AcksPerSecond);
            side.Busy.Add(used / result.Elapsed.TotalSeconds);
            side.PerProcessorSecond.Add(result.Acked / used);
        }

        return result;
    }

    private sealed record Side(string Name, int Port, int Process)
    {
        public List<double> Acks { get; } = [];

        public List<double> Busy { get; } = [];

        public List<double> PerProcessorSecond { get; } = [];

        public List<double> Others { get; } = [];

        public List<double> P50 { get; } = [];

        public List<double> P99 { get; } = [];
    }
}
