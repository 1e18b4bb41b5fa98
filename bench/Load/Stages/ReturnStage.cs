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
    private const int Customer = 7;
    private const int Connections = 16;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    public string Name => "return";

    public async Task<IReadOnlyList<Row>> RunAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        List<double> starts = [], rates = [], firsts = [], alls = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            starts.Add(await FirstTurnAsync(settings, cancellationToken));
            var (first, all, rate) = await TakeoverAsync(settings, cancellationToken);
            firsts.Add(first);
            alls.Add(all);
            rates.Add(rate);
            settings.Say($"return: round {round + 1}: first turn after {starts[^1]:0.0} s; takeover began after {first:0.0} s, ended after {all:0.0} s, {rate:0}/s");
        }

        return
        [
            new Row { What = "silo start to its first reply", Unit = "s", Mine = starts, Note = "A silo alone in its region, its peer alive: start, membership, a new life of the region, its refill, the first turn." },
            new Row { What = $"takeover of {settings.Count(Pending):#,##0} pending events, first to last reply", Unit = "/s", Mine = rates, Goal = Goal.Least(5000) },
            new Row { What = "region loss to the first reply of the takeover", Unit = "s", Mine = firsts },
            new Row { What = "region loss to the last reply of the takeover", Unit = "s", Mine = alls },
        ];
    }

    private static async Task<double> FirstTurnAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        await using var sink = await ReplySink.StartAsync(settings.Time, cancellationToken);
        await using var cluster = BenchCluster.Plan(sink.Address, Tunings.WholeRegion(), settings.Time);
        await cluster.StartAsync(cancellationToken);
        var talk = new Talk(cluster, sink, settings);
        await talk.WarmAsync(0, 1, cancellationToken);
        using var log = new LogProbe(cluster.First.InboundLog, settings.Time);
        var reply = sink.NextAsync(TextWebhook.User(Customer));
        var silo = cluster.First.Find(HostProgram.Silo);
        silo.KillAlone();
        await silo.Exited;
        var started = settings.Time.GetTimestamp();
        var starting = cluster.First.StartAsync(_ => { }, cancellationToken);

        // It waits in the log, as what was acked before the silo was there does.
        var inboundEvent = Event(settings.Time.GetUtcNow());
        log.AppendEvent(Encoding.UTF8.GetBytes(inboundEvent.Conversation.Key), EnvelopeCodec.Encode(inboundEvent));
        var at = await reply.WaitAsync(Bound, settings.Time, cancellationToken);
        await starting;
        return settings.Time.GetElapsedTime(started, at).TotalSeconds;
    }

    private static InboundEvent Event(DateTimeOffset now) => new()
    {
        Conversation = ConversationId.Parse(Talk.KeyOf(Customer)),
        Id = new MessageId(Drill.Channel.ChannelId.Of(TextWebhook.User(Customer), "first turn")),
        ChannelTime = now,
        Sender = new Sender { Phone = TextWebhook.User(Customer) },
        Message = new MessageContent { Type = "text", Text = "hello" },
        Receipt = new Receipt { Region = new RegionId("eastus"), ReceivedAt = now },
    };

    private static async Task<(double First, double All, double Rate)> TakeoverAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        await using var sink = await ReplySink.StartAsync(settings.Time, cancellationToken);
        await using var cluster = BenchCluster.Plan(sink.Address, Tunings.WholeRegion(), settings.Time);
        await cluster.StartAsync(cancellationToken);
        var talk = new Talk(cluster, sink, settings);
        await talk.WarmAsync(0, 1, cancellationToken);
        var count = settings.Count(Pending);
        var webhooks = PreparedWebhooks.Of(Enumerable.Range(1000, count).Select(customer =>
            TextWebhook.Of([TextWebhook.Message(customer, 1, settings.Time.GetUtcNow(), textLength: 60)])));
        var replies = sink.Replies;

        // The silo is gone before it can answer any of them; its gateway acks for as long as the region counts as active.
        cluster.First.Find(HostProgram.Silo).KillAlone();
        var load = OpenLoop.Run(cluster.First.Plan.GatewayPort, webhooks, Schedule.Poisson(count * 10, TimeSpan.FromSeconds(0.1), seed: 1, settings.Time), Connections, settings.Time);
        var lost = settings.Time.GetTimestamp();
        await cluster.First.KillAsync();
        await sink.WaitForAsync(replies + 1, Bound, cancellationToken);
        var first = settings.Time.GetTimestamp();
        // What its ack called uncopied was lost with the region until that comes back.
        var copied = load.Acked - load.Uncopied;
        await sink.WaitForAsync(replies + copied, Bound, cancellationToken);
        var last = sink.LastAt;
        return (
            settings.Time.GetElapsedTime(lost, first).TotalSeconds, settings.Time.GetElapsedTime(lost, last).TotalSeconds,
            copied / settings.Time.GetElapsedTime(first, last).TotalSeconds);
    }
}
