using System.Text;
using OrleansFailover.Bench.Payloads;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Load.Http;
using OrleansFailover.Load.Probes;
using OrleansFailover.Load.Processes;
using OrleansFailover.Load.Results;

namespace OrleansFailover.Load.Stages;

/// <summary>How long a silo takes from its start to its first turn, and how fast a region takes over what another one acked and did not answer.</summary>
internal sealed class ReturnStage : IStage
{
    private const int Pending = 10_000;
    private const int WarmCustomers = 400;
    private const int FirstCustomer = 1000;
    private const int Customer = 999;
    private const int Connections = 16;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    public string Name => "return";

    public async Task<IReadOnlyList<Row>> RunAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        List<double> starts = [];
        List<Takeover> takeovers = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            var (start, takeover) = await RoundAsync(settings, cancellationToken);
            starts.Add(start);
            takeovers.Add(takeover);
            settings.Say($"return: round {round + 1}: first turn after {starts[^1]:0.0} s; "
                + $"takeover began after {takeover.First:0.0} s, ended after {takeover.All:0.0} s, {takeover.Rate:0}/s, {takeover.Uncopied} without a copy, {takeover.Repeats} replies twice");
        }

        return
        [
            new Row { What = "silo start to its first reply", Unit = "s", Mine = starts, Note = "A silo alone in its region, its peer alive: start, membership, a new life of the region, its refill, the first turn." },
            new Row { What = $"takeover of {settings.Count(Pending):#,##0} pending events, first to last reply", Unit = "/s", Mine = [.. takeovers.Select(one => one.Rate)], Goal = Goal.Least(5000) },
            new Row { What = "region loss to the first reply of the takeover", Unit = "s", Mine = [.. takeovers.Select(one => one.First)] },
            new Row { What = "region loss to the last reply of the takeover", Unit = "s", Mine = [.. takeovers.Select(one => one.All)] },
            new Row { What = "acked events of the lost region that the other one had no copy of", Unit = "", Mine = [.. takeovers.Select(one => (double)one.Uncopied)], Note = "An ack waits for the copy only within `Standby:CopyBound`; it says so when there is none. Every other acked event was answered, or the run fails." },
            new Row { What = "replies of the takeover that were sent twice", Unit = "", Mine = [.. takeovers.Select(one => (double)one.Repeats)], Goal = Goal.Most(0) },
        ];
    }

    private static async Task<(double Start, Takeover Takeover)> RoundAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        await using var sink = await ReplySink.StartAsync(settings.Time, cancellationToken);
        var tuning = Tunings.WholeRegion(Tunings.OnlyALostRegion);
        await using var cluster = BenchCluster.Plan(sink.Address, tuning, settings.Time);

        // The first region acks, copies and is alive, and its silo takes nothing, so that the backlog is whole when the region is lost.
        await cluster.Second.StartAsync(_ => { }, cancellationToken);
        var before = tuning[HostProgram.Silo];
        tuning[HostProgram.Silo] = before with { Settings = before.Settings.Append(Tunings.ReadsNothing).ToDictionary() };
        await cluster.First.StartAsync(_ => { }, cancellationToken);
        tuning[HostProgram.Silo] = before;

        var talk = new Talk(cluster, sink, settings, cluster.Second);
        await talk.WarmAsync(0, 1, cancellationToken);
        var start = await FirstTurnAsync(settings, sink, cluster.Second, cancellationToken);

        // It is at work when it takes over, as a region is that shares the load.
        await talk.WarmAsync(0, settings.Count(WarmCustomers), cancellationToken);
        return (start, await TakeoverAsync(settings, sink, cluster, cancellationToken));
    }

    private static async Task<double> FirstTurnAsync(StageSettings settings, ReplySink sink, RegionProcesses region, CancellationToken cancellationToken)
    {
        using var log = new LogProbe(region.InboundLog, settings.Time);
        var reply = sink.NextAsync(TextWebhook.User(Customer));
        var silo = region.Find(HostProgram.Silo);
        silo.KillAlone();
        await silo.Exited;
        var started = settings.Time.GetTimestamp();
        var starting = region.StartAsync(_ => { }, cancellationToken);

        // It waits in the log, as what was acked before the silo was there does.
        var inboundEvent = Event(region.Plan.Name, settings.Time.GetUtcNow());
        log.AppendEvent(Encoding.UTF8.GetBytes(inboundEvent.Conversation.Key), EnvelopeCodec.Encode(inboundEvent));
        var at = await reply.WaitAsync(Bound, settings.Time, cancellationToken);
        await starting;
        return settings.Time.GetElapsedTime(started, at).TotalSeconds;
    }

    private static InboundEvent Event(string region, DateTimeOffset now) => new()
    {
        Conversation = ConversationId.Parse(Talk.KeyOf(Customer)),
        Id = new MessageId(Drill.Channel.ChannelId.Of(TextWebhook.User(Customer), "first turn")),
        ChannelTime = now,
        Sender = new Sender { Phone = TextWebhook.User(Customer) },
        Message = new MessageContent { Type = "text", Text = "hello" },
        Receipt = new Receipt { Region = new RegionId(region), ReceivedAt = now },
    };

    private static async Task<Takeover> TakeoverAsync(StageSettings settings, ReplySink sink, BenchCluster cluster, CancellationToken cancellationToken)
    {
        var count = settings.Count(Pending);
        var customers = Enumerable.Range(FirstCustomer, count).ToList();
        var webhooks = PreparedWebhooks.Of(customers.Select(customer =>
            TextWebhook.Of([TextWebhook.Message(customer, 1, settings.Time.GetUtcNow(), textLength: 60)])));
        var tally = sink.Tally(customers.Select(TextWebhook.User));

        var load = OpenLoop.Run(cluster.First.Plan.GatewayPort, webhooks, Schedule.AllAtOnce(count), Connections, settings.Time);
        if (load.Acked < count || tally.Answered > 0)
        {
            throw new InvalidOperationException($"{load.Acked} of {count} webhooks were acked and {tally.Answered} answered before the region was lost.");
        }

        var lost = settings.Time.GetTimestamp();
        await cluster.First.KillAsync();

        // What its ack called uncopied is in the lost region's log alone until that comes back.
        await sink.WaitForAsync(tally, load.Acked - load.Uncopied, Bound, cancellationToken);
        return new(
            settings.Time.GetElapsedTime(lost, tally.FirstAt).TotalSeconds, settings.Time.GetElapsedTime(lost, tally.LastAt).TotalSeconds,
            tally.Answered / settings.Time.GetElapsedTime(tally.FirstAt, tally.LastAt).TotalSeconds, load.Uncopied, tally.Repeats);
    }

    private sealed record Takeover(double First, double All, double Rate, long Uncopied, int Repeats);
}
