using System.Text;
using OrleansFailover.Bench.Payloads;
using OrleansFailover.Load.Http;
using OrleansFailover.Load.Probes;
using OrleansFailover.Load.Processes;
using OrleansFailover.Load.Results;

namespace OrleansFailover.Load.Stages;

/// <summary>What a turn costs when its conversation is long, and when there are many others.</summary>
internal sealed class GrowthStage : IStage
{
    private const int LongMessages = 10_000;
    private const int YoungMessages = 9;
    private const int MessagesOfAWebhook = 50;
    private const int Ahead = 400;
    private const int Samples = 30;
    private const int Known = 100_000;
    private const int Warm = 10_000;
    private const int FewKnown = 1_000;
    private const int FillWriters = 32;

    // Customers: the long conversations, then young ones, then those of the crowd.
    private const int Dense = 1;
    private const int Sparse = 2;
    private const int Young = 100;
    private const int Crowd = 100_000;

    private static readonly TimeSpan GrowBound = TimeSpan.FromMinutes(10);

    public string Name => "growth";

    public async Task<IReadOnlyList<Row>> RunAsync(StageSettings settings, CancellationToken cancellationToken) =>
        [.. await LongAsync(settings, cancellationToken), await CrowdAsync(settings, cancellationToken)];

    private static async Task<Row[]> LongAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        await using var sink = await ReplySink.StartAsync(settings.Time, cancellationToken);
        await using var cluster = BenchCluster.Plan(sink.Address, Tunings.WholeRegion(Tunings.Patient), settings.Time);
        settings.Say("growth: starting the regions");
        await cluster.StartAsync(cancellationToken);
        var talk = new Talk(cluster, sink, settings);
        using var cloud = new CloudProbe(cluster.First.Plan);
        var messages = settings.Count(LongMessages);

        // One writes all of them within a day; the other one every ten minutes, so that most are older than ids are kept for.
        await GrowAsync(settings, cluster, talk, cloud, Dense, messages, TimeSpan.FromSeconds(8), cancellationToken);
        await GrowAsync(settings, cluster, talk, cloud, Sparse, messages, TimeSpan.FromMinutes(10), cancellationToken);

        List<double> young = [], dense = [], sparse = [];
        List<double> youngBytes = [], denseBytes = [], sparseBytes = [];
        using var connection = talk.Connect();
        var customer = Young;
        for (var round = 0; round < settings.Rounds; round++)
        {
            List<double> youngs = [], denses = [], sparses = [];
            for (var sample = 0; sample < settings.Count(Samples); sample++, customer++)
            {
                for (var turn = 0; turn < YoungMessages; turn++)
                {
                    await talk.AskAsync(connection, customer, cancellationToken);
                }

                youngs.Add((await talk.AskAsync(connection, customer, cancellationToken)).TotalMilliseconds);
                denses.Add((await talk.AskAsync(connection, Dense, cancellationToken)).TotalMilliseconds);
                sparses.Add((await talk.AskAsync(connection, Sparse, cancellationToken)).TotalMilliseconds);
            }

            young.Add(Spread.Of(youngs).Median);
            dense.Add(Spread.Of(denses).Median);
            sparse.Add(Spread.Of(sparses).Median);
            youngBytes.Add(await BytesAsync(cloud, customer - 1, cancellationToken));
            denseBytes.Add(await BytesAsync(cloud, Dense, cancellationToken));
            sparseBytes.Add(await BytesAsync(cloud, Sparse, cancellationToken));
            settings.Say($"growth: round {round + 1}: young {young[^1]:0.0} ms, {youngBytes[^1]:0} B; dense {dense[^1]:0.0} ms, {denseBytes[^1]:0} B; sparse {sparse[^1]:0.0} ms, {sparseBytes[^1]:0} B");
        }

        const string YoungTurn = "at message 10";
        const string Note = "A document keeps the ids of the messages of the last 8 days, 10,000 at most, about 40 bytes each, and at most 32 replies and 40 lines of transcript: about 420 KB with short texts.";
        return
        [
            new Row { What = $"turn latency, p50, at message {messages:#,##0}, one every 10 min", Against = YoungTurn, Unit = "ms", Mine = sparse, Other = young, Goal = Goal.Most(1.2), Note = Note },
            new Row { What = $"document at message {messages:#,##0}, one every 10 min", Against = YoungTurn, Unit = "B", Mine = sparseBytes, Other = youngBytes, Goal = Goal.Most(1.2) },
            new Row { What = $"turn latency, p50, at message {messages:#,##0}, all within a day", Against = YoungTurn, Unit = "ms", Mine = dense, Other = young, Goal = Goal.Most(1.2) },
            new Row { What = $"document at message {messages:#,##0}, all within a day", Against = YoungTurn, Unit = "B", Mine = denseBytes, Other = youngBytes, Goal = Goal.Most(1.2) },
        ];
    }

    // Many messages in one webhook, as the channel delivers them after an outage of ours; never more ahead of the grain than a pending list takes.
    private static async Task GrowAsync(
        StageSettings settings, BenchCluster cluster, Talk talk, CloudProbe cloud, int customer, int messages, TimeSpan gap, CancellationToken cancellationToken)
    {
        settings.Say($"growth: {messages} messages of one customer, one every {gap}");
        using var connection = talk.Connect();
        var first = settings.Time.GetUtcNow() - (gap * messages);
        for (var sent = 0; sent < messages;)
        {
            var some = Math.Min(MessagesOfAWebhook, messages - sent);
            var from = sent;
            var body = TextWebhook.Of([.. Enumerable.Range(0, some).Select(index =>
                TextWebhook.Message(customer, talk.NextNumber(), first + (gap * (from + index)), textLength: 60))]);
            if (connection.Send(PreparedWebhooks.Request(body)).Status != StatusCodes.Status200OK)
            {
                throw new InvalidOperationException("A webhook was not acked.");
            }

            sent += some;
            await WaitUntilAsync(settings, cloud, customer, first + (gap * (sent - Ahead)), cancellationToken);
        }

        await WaitUntilAsync(settings, cloud, customer, first + (gap * (messages - 1)), cancellationToken);
    }

    // The channel's time has whole seconds. One turn can take several messages, so neither writes nor replies would tell.
    private static async Task WaitUntilAsync(StageSettings settings, CloudProbe cloud, int customer, DateTimeOffset newest, CancellationToken cancellationToken)
    {
        var started = settings.Time.GetTimestamp();
        while (await NewestAsync(cloud, customer, cancellationToken) < newest.ToUnixTimeSeconds() * 1000)
        {
            if (settings.Time.GetElapsedTime(started) > GrowBound)
            {
                throw new TimeoutException($"The conversation did not grow within {GrowBound}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), settings.Time, cancellationToken);
        }
    }

    private static async Task<long> NewestAsync(CloudProbe cloud, int customer, CancellationToken cancellationToken) =>
        (long?)(await cloud.DocumentAsync(Talk.KeyOf(customer), cancellationToken))?["state"]?["newest"]?["time"] ?? long.MinValue;

    private static async Task<double> BytesAsync(CloudProbe cloud, int customer, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetByteCount((await cloud.DocumentAsync(Talk.KeyOf(customer), cancellationToken))!.ToJsonString());

    // Two clusters at once, asked by turns.
    private static async Task<Row> CrowdAsync(StageSettings settings, CancellationToken cancellationToken)
    {
        await using var sink = await ReplySink.StartAsync(settings.Time, cancellationToken);
        await using var many = BenchCluster.Plan(sink.Address, Tunings.WholeRegion(), settings.Time);
        await using var few = BenchCluster.Plan(sink.Address, Tunings.WholeRegion(), settings.Time);
        settings.Say("growth: starting two clusters");
        await many.StartAsync(cancellationToken);
        await few.StartAsync(cancellationToken);
        int known = settings.Count(Known), warm = settings.Count(Warm), fewKnown = settings.Count(FewKnown);
        var talkMany = new Talk(many, sink, settings);
        var talkFew = new Talk(few, sink, settings);
        settings.Say($"growth: {warm} and {fewKnown} conversations are waked, {known - warm} more are known");
        await talkMany.WarmAsync(Crowd, warm, cancellationToken);
        await talkFew.WarmAsync(2 * Crowd, fewKnown, cancellationToken);
        using var cloud = new CloudProbe(many.First.Plan);
        var sample = await cloud.DocumentAsync(Talk.KeyOf(Crowd), cancellationToken) ?? throw new InvalidOperationException("A conversation has no document.");
        using var store = await StoreProbe.StartAsync(many.First.Plan, sample, settings.Time, cancellationToken);
        await store.FillAsync(many.First.Plan, known - warm, FillWriters, cancellationToken);

        using var toMany = talkMany.Connect();
        using var toFew = talkFew.Connect();
        List<double> mine = [], other = [];
        for (var round = 0; round < settings.Rounds; round++)
        {
            List<double> manys = [], fews = [];
            for (var index = 0; index < settings.Count(10 * Samples); index++)
            {
                manys.Add((await talkMany.AskAsync(toMany, Crowd + (index * 31 % warm), cancellationToken)).TotalMilliseconds);
                fews.Add((await talkFew.AskAsync(toFew, (2 * Crowd) + (index * 31 % fewKnown), cancellationToken)).TotalMilliseconds);
            }

            mine.Add(Spread.Of(manys).Median);
            other.Add(Spread.Of(fews).Median);
            settings.Say($"growth: round {round + 1}: {mine[^1]:0.00} ms with {known} known, {other[^1]:0.00} ms with {fewKnown}");
        }

        return new Row
        {
            What = $"turn latency, p50, {known:#,##0} conversations known, {warm:#,##0} warm", Against = $"{fewKnown:#,##0} known and warm", Unit = "ms", Mine = mine, Other = other, Goal = Goal.Most(1.1),
        };
    }
}
