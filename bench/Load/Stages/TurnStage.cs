using HdrHistogram;
using OrleansFailover.Bench.Payloads;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Load.Http;
using OrleansFailover.Load.Probes;
using OrleansFailover.Load.Processes;
using OrleansFailover.Load.Results;

namespace OrleansFailover.Load.Stages;

/// <summary>
/// Turns of a whole region: how long one takes from the webhook to the reply, how many go through in a second, and what they ask of the
/// store; each beside the log and the store alone.
/// </summary>
internal sealed class TurnStage : IStage
{
    private const int Customers = 100;
    private const int WarmTurns = 3;
    private const int Samples = 200;
    private const int Backlog = 4000;
    private const int BacklogCustomers = 400;
    private const int Statuses = 50;
    private const int LogValueBytes = 800;

    // Longer than a conversation waits for its idle write.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan BacklogBound = TimeSpan.FromMinutes(2);

    public string Name => "turns";

    public async Task<IReadOnlyList<Row>> RunAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        await using var sink = await ReplySink.StartAsync(settings.Time, cancellationToken);
        await using var cluster = BenchCluster.Plan(sink.Address, Tunings.WholeRegion(Tunings.Patient), settings.Time);
        settings.Say("turns: starting the regions");
        await cluster.StartAsync(cancellationToken);
        var talk = new Talk(cluster, sink, settings);
        for (var turn = 0; turn < WarmTurns; turn++)
        {
            await talk.WarmAsync(0, BacklogCustomers, cancellationToken);
        }

        using var cloud = new CloudProbe(cluster.First.Plan);
        var sample = await cloud.DocumentAsync(Talk.KeyOf(0), cancellationToken) ?? throw new InvalidOperationException("A conversation has no document.");
        using var log = new LogProbe(cluster.First.InboundLog, settings.Time);
        using var store = await StoreProbe.StartAsync(cluster.First.Plan, sample, settings.Time, cancellationToken);
        List<Row> rows =
        [
            .. await LatencyAsync(settings, talk, log, store, cancellationToken),
            .. await UseAsync(settings, cluster, talk, cloud, cancellationToken),
            await ThroughputAsync(settings, cluster, talk, sink, log, store, cancellationToken),
        ];
        return rows;
    }

    private static async Task<Row[]> LatencyAsync(StageSettings settings, Talk talk, LogProbe log, StoreProbe store, CancellationToken cancellationToken)
    {
        using var connection = talk.Connect();
        var value = new byte[LogValueBytes];
        List<double> mine = [], other = [], logs = [], stores = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            LongHistogram turns = New(), logTrips = New(), writes = New();
            for (var sample = 0; sample < settings.Count(Samples); sample++)
            {
                turns.RecordValue(Microseconds(await talk.AskAsync(connection, sample % Customers, cancellationToken)));
                await Task.Delay(Gap, settings.Time, cancellationToken);
                logTrips.RecordValue(Microseconds(log.RoundTrip(value)));
                writes.RecordValue(Microseconds(await store.WriteOneAsync(cancellationToken)));
                await Task.Delay(Gap, settings.Time, cancellationToken);
            }

            mine.Add(Median(turns));
            logs.Add(Median(logTrips));
            stores.Add(Median(writes));
            other.Add(logs[^1] + stores[^1]);
            settings.Say($"turns: round {round + 1}: webhook to reply p50 {mine[^1]:0.00} ms; log {logs[^1]:0.00} ms, store {stores[^1]:0.00} ms");
        }

        return
        [
            new Row { What = "webhook to reply, p50, one message at a time", Against = "one log round trip + one store write, alone", Unit = "ms", Mine = mine, Other = other, Goal = Goal.Most(1.5) },
            new Row { What = "of that: one log round trip", Unit = "ms", Mine = logs },
            new Row { What = "of that: one store write", Unit = "ms", Mine = stores },
        ];
    }

    private static async Task<Row[]> UseAsync(StageSettings settings, BenchCluster cluster, Talk talk, CloudProbe cloud, CancellationToken cancellationToken)
    {
        using var connection = talk.Connect();
        List<double> reads = [], writes = [], units = [], statusWrites = [];
        var turns = settings.Count(Samples);
        var customers = Math.Min(turns, Statuses);

        // Conversations that have nothing to do here write what they owe before anything counts.
        await Task.Delay(Idle, settings.Time, cancellationToken);
        for (var round = 0; round < settings.Rounds; round++)
        {
            for (var customer = 0; customer < customers; customer++)
            {
                await talk.AskAsync(connection, customer, cancellationToken);
            }

            var before = await cloud.UseAsync(cancellationToken);
            for (var turn = 0; turn < turns; turn++)
            {
                await talk.AskAsync(connection, turn % customers, cancellationToken);
            }

            var use = await cloud.UseAsync(cancellationToken) - before;
            reads.Add((double)use.Reads / turns);
            writes.Add((double)use.Writes / turns);
            units.Add(use.RequestUnits / turns);

            before = await cloud.UseAsync(cancellationToken);
            for (var customer = 0; customer < customers; customer++)
            {
                connection.Send(PreparedWebhooks.Request(Status(customer, settings)));
            }

            // What a status would write would be written by now; the idle conversation's write comes later.
            await talk.AskAsync(connection, 0, cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(1), settings.Time, cancellationToken);
            statusWrites.Add((double)((await cloud.UseAsync(cancellationToken) - before).Writes - 1) / customers);
        }

        return
        [
            new Row { What = "store writes of a warm turn", Unit = "", Mine = writes, Goal = Goal.Most(1) },
            new Row { What = "store reads of a warm turn", Unit = "", Mine = reads, Goal = Goal.Most(0) },
            new Row { What = "store writes of a delivery status", Unit = "", Mine = statusWrites, Goal = Goal.Most(0), Note = "Statuses and sent replies are written with the next turn, or once, when a conversation has been idle for `Conversation:IdleFlush` (10 s)." },
            new Row { What = "request units of a warm turn, as the store charges them", Unit = "RU", Mine = units },
        ];
    }

    private static byte[] Status(int customer, StageSettings settings)
    {
        var send = new AcceptedSend(
            TimeSpan.Zero, ChannelId.Of(TextWebhook.User(customer), $"bench {customer}"), "", "eastus", TextWebhook.User(customer),
            new Recipient(TextWebhook.User(customer), IsUserId: false), null, new SendContent("text", "", []));
        return WebhookBody.OfStatus(BusinessNumber.Default, send, (TextWebhook.User(customer), null), "delivered", settings.Time.GetUtcNow());
    }

    // Everything that a turn of a region has: the log was filled by its gateway, with the copies and notes that go with that.
    private static async Task<Row> ThroughputAsync(
        StageSettings settings, BenchCluster cluster, Talk talk, ReplySink sink, LogProbe log, StoreProbe store, CancellationToken cancellationToken)
    {
        var count = settings.Count(Backlog);
        var silo = cluster.First.Find(HostProgram.Silo);
        List<double> mine = [], other = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            var webhooks = PreparedWebhooks.Of(Enumerable.Range(0, count).Select(number =>
                TextWebhook.Of([TextWebhook.Message(number % BacklogCustomers, talk.NextNumber(), settings.Time.GetUtcNow(), textLength: 60)])));
            var end = log.End();
            var replies = sink.Replies;
            silo.Pause();
            long started;
            try
            {
                using var connection = talk.Connect();
                for (var sent = 0; sent < count; sent++)
                {
                    if (connection.Send(webhooks.Next()).Status != StatusCodes.Status200OK)
                    {
                        throw new InvalidOperationException("A webhook of the backlog was not acked.");
                    }
                }
            }
            finally
            {
                started = settings.Time.GetTimestamp();
                silo.Resume();
            }

            await sink.WaitForAsync(replies + count, BacklogBound, cancellationToken);
            var took = settings.Time.GetElapsedTime(started, sink.LastAt);
            mine.Add(count / took.TotalSeconds);

            var reading = log.Read(end, count);
            var writing = await store.WriteManyAsync(count, documents: 64, cancellationToken);
            other.Add(count / (reading + writing).TotalSeconds);
            settings.Say($"turns: round {round + 1}: {mine[^1]:0} turns/s; log reads and store writes alone {other[^1]:0}/s");
        }

        return new Row { What = Lines.TurnsPerSecond, Against = "the same log reads, then the same store writes, alone", Unit = "/s", Mine = mine, Other = other, Goal = Goal.Least(0.6) };
    }

    private static LongHistogram New() => new(120_000_000, 3);

    private static long Microseconds(TimeSpan time) => (long)time.TotalMicroseconds;

    private static double Median(LongHistogram histogram) => histogram.GetValueAtPercentile(50) / 1000d;
}
