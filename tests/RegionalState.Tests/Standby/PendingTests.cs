using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Tests.Standby.Support;

namespace OrleansFailover.RegionalState.Tests.Standby;

public sealed class PendingTests
{
    [Fact]
    public async Task Copy_EventsOfOneConversation_ArePendingAtThePeerInTheOrderOfAcking()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();

        // The channel's times run the other way; "#" is also the name of a bookkeeping field.
        string[] ids = ["z", "#", "a", "#:head", "m"];
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            Assert.Equal(0, await regions.A.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event(id, -i))], Token));
        }

        var pending = (await regions.B.OpenAsync(key)).Pending;
        Assert.Equal(ids, pending.Select(entry => entry.Id.Value));
        Assert.All(pending.Select((entry, i) => (entry, i)), entry => Assert.Equal(TwoRegions.Event("", -entry.i).ChannelTime, entry.entry.ChannelTime));
        Assert.All(pending, entry => Assert.Equal(TwoRegions.Event("").Payload.ToArray(), entry.Payload.ToArray()));
        Assert.Equal(ids, (await regions.A.OpenAsync(key)).Pending.Select(entry => entry.Id.Value));
    }

    [Fact]
    public async Task Copy_EventsOfBothRegions_ArePendingInTheOrderOfAckingAndLeaveWithTheirTurn()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        foreach (var (region, id) in new[] { (regions.A, "a1"), (regions.B, "b1"), (regions.A, "a2"), (regions.B, "b2") })
        {
            Assert.Equal(0, await region.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event(id))], Token));
        }

        foreach (var region in new[] { regions.A, regions.B })
        {
            Assert.Equal(["a1", "b1", "a2", "b2"], (await region.OpenAsync(key)).Pending.Select(entry => entry.Id.Value));
        }

        // Own: their log brings them. Copied: the walker does when they are due.
        Assert.Equal(["#", "m:b1", "m:b2", "o:a1", "o:a2"], await regions.A.PendingFieldsAsync(key));
        Assert.Equal(["#", "m:a1", "m:a2", "o:b1", "o:b2"], await regions.B.PendingFieldsAsync(key));

        var second = await SequenceAsync(regions.A, key, "o:a2");
        var state = await regions.B.Copies.RecordAsync(key, TestState.New("w"), [new("a1"), new("b1"), new("b2")], Token);
        foreach (var region in new[] { regions.A, regions.B })
        {
            Assert.Equal(["a2"], (await region.OpenAsync(key)).Pending.Select(entry => entry.Id.Value));
        }

        Assert.Null(await regions.A.PendingScoreAsync(key));
        Assert.Equal(second / 1000, await regions.A.OwnScoreAsync(key));
        Assert.Null(await regions.B.OwnScoreAsync(key));
        await regions.A.Copies.RecordAsync(key, state, [new("a2")], Token);
        foreach (var region in new[] { regions.A, regions.B })
        {
            Assert.Null(await region.PendingScoreAsync(key));
            Assert.Null(await region.OwnScoreAsync(key));
            Assert.False(await region.Redis.KeyExistsAsync(region.Keys.Pending(key)));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Copy_AnEventThatIsOwnAndCopied_StandsOnceAtItsFirstPlaceAndWakes(bool ownFirst)
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        foreach (var region in ownFirst ? new[] { regions.A, regions.B } : [regions.B, regions.A])
        {
            Assert.Equal(0, await region.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("both"))], Token));
            Assert.Equal(0, await regions.A.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("next"))], Token));
        }

        Assert.Equal(["both", "next"], (await regions.A.OpenAsync(key)).Pending.Select(entry => entry.Id.Value));
        Assert.Equal(["#", "m:both", "o:next"], await regions.A.PendingFieldsAsync(key));
        Assert.Equal(await SequenceAsync(regions.A, key, "m:both") / 1000, await regions.A.PendingScoreAsync(key));
        Assert.Equal(await SequenceAsync(regions.A, key, "o:next") / 1000, await regions.A.OwnScoreAsync(key));
    }

    [Fact]
    public async Task KeepPending_AnOwnEvent_IsNoLongerItsLogsAlone()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.A.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("1"))], Token);
        Assert.Equal(["#", "o:1"], await regions.A.PendingFieldsAsync(key));

        await regions.A.Copies.KeepPendingAsync(key, [TwoRegions.Event("1")], Token);
        Assert.Equal(["#", "m:1"], await regions.A.PendingFieldsAsync(key));
        Assert.NotNull(await regions.A.PendingScoreAsync(key));
        Assert.Null(await regions.A.OwnScoreAsync(key));
    }

    [Fact]
    public async Task Copy_AStatus_IsNotNotedAtHome()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.A.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("status") with { IsStatus = true })], Token);
        Assert.False(await regions.A.Redis.KeyExistsAsync(regions.A.Keys.Pending(key)));
        Assert.Equal(["#", "m:status"], await regions.B.PendingFieldsAsync(key));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Copy_PeerIsGone_IsCountedUncopiedAndPendingAtHome(bool pending)
    {
        await using var regions = new TwoRegions(("Standby:CopyBound", "00:00:00.300"), ("Standby:WithoutPending", $"{!pending}"));
        var key = regions.NewKey();
        regions.RedisB.Stop();
        Assert.Equal(pending ? 1 : 0, await regions.A.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("1"))], Token));
        Assert.Equal(pending ? ["1"] : [], (await regions.A.OpenAsync(key)).Pending.Select(entry => entry.Id.Value));
        Assert.Equal(pending ? 1 : 0, (int)await regions.A.Redis.HashGetAsync(regions.A.Keys.Uncopied, regions.B.Id.Name));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task OpenTurn_TheCopyDidNotComeHere_TellsWhatThePrimaryAcked(bool blind)
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.A.WriteTurnAsync(key, TestState.New("a").Write("answered"));
        Assert.Equal(0, await regions.B.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("0"))], Token));
        Assert.Equal(0, await regions.A.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("1"))], Token));
        await regions.B.Redis.KeyDeleteAsync([regions.B.Keys.Pending(key), regions.B.Keys.PendingIndex(regions.B.Keys.ShardOf(key))]);
        Assert.Equal(0, await regions.B.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("2"))], Token));
        if (blind)
        {
            regions.RedisB.Stop();
        }

        var opening = await regions.B.OpenAsync(key, new MessageId("2"));

        Assert.Equal(["0", "1", "2"], opening.Pending.Select(entry => entry.Id.Value));
        Assert.Equal(["answered"], opening.News!.Words);
        Assert.Equal(ClaimOutcome.Ours, opening.Claims[new("2")]);
    }

    [Fact]
    public async Task OpenTurn_PrimaryWithoutItsRedis_ReadsWhatThePeerAcked()
    {
        await using var regions = new TwoRegions(("Standby:CopyBound", "00:00:00.300"));
        var key = regions.NewKey();
        await regions.A.OpenAsync(key);
        regions.RedisA.Stop();
        Assert.Equal(1, await regions.B.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("1"))], Token));
        Assert.Equal(0, await regions.A.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("2"))], Token));

        var opening = await regions.A.OpenAsync(key, new MessageId("2"));

        Assert.Equal(["1", "2"], opening.Pending.Select(entry => entry.Id.Value));
        Assert.Equal(ClaimOutcome.Ours, (await regions.A.ClaimAsync(key, new MessageId("1")))[new("1")]);
        Assert.Equal(ClaimOutcome.Ours, opening.Claims[new("2")]);
    }

    [Fact]
    public async Task Settle_SomeOfTheEvents_LeaveBothListsAndNoCopyIsWritten()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.A.Get<IPendingCopies>().CopyEverywhereAsync([(key, TwoRegions.Event("1")), (key, TwoRegions.Event("2")), (key, TwoRegions.Event("3"))], Token);

        await regions.A.Copies.SettleAsync(key, [new MessageId("1"), new MessageId("3"), new MessageId("never")], Token);

        Assert.Equal(["2"], (await regions.A.OpenAsync(key)).Pending.Select(entry => entry.Id.Value));
        Assert.Equal(["2"], (await regions.B.OpenAsync(key)).Pending.Select(entry => entry.Id.Value));
        Assert.Empty(await regions.A.CopiesOfAsync(key));
        await regions.B.Copies.SettleAsync(key, [new MessageId("2")], Token);
        Assert.Null(await regions.A.PendingScoreAsync(key));
        Assert.Null(await regions.B.PendingScoreAsync(key));
    }

    [Fact]
    public async Task Copy_AnEventTwice_KeepsItsPlace()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        foreach (var id in new[] { "1", "2", "1", "2", "3" })
        {
            Assert.Equal(0, await regions.A.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event(id))], Token));
        }

        Assert.Equal(["1", "2", "3"], (await regions.B.OpenAsync(key)).Pending.Select(entry => entry.Id.Value));
    }

    [Fact]
    public async Task OpenTurn_MorePendingThanATurnTakes_GivesTheEarliestAndClaimsOnlyWhatCameIn()
    {
        await using var regions = new TwoRegions(("Standby:MaxPendingPerTurn", "3"));
        var key = regions.NewKey();
        await regions.B.Copies.KeepPendingAsync(key, [.. Enumerable.Range(0, 12).Select(i => TwoRegions.Event($"{i}"))], Token);

        var opening = await regions.B.OpenAsync(key, new MessageId("now"));

        Assert.Equal(["0", "1", "2"], opening.Pending.Select(entry => entry.Id.Value));
        Assert.Equal(["now"], opening.Claims.Keys.Select(id => id.Value));
    }

    [Fact]
    public async Task OpenTurn_PendingEvents_SayWhenTheyWereKeptByTheReadersClock()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        var before = TimeProvider.System.GetUtcNow();
        await regions.B.Copies.KeepPendingAsync(key, [TwoRegions.Event("1"), TwoRegions.Event("2")], Token);
        var after = TimeProvider.System.GetUtcNow();
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, Token);

        var kept = (await regions.B.OpenAsync(key)).Pending.Select(entry => entry.KeptAt!.Value).ToList();

        Assert.True(kept[0] < kept[1]);
        Assert.All(kept, at => Assert.InRange(at, before.AddMilliseconds(-50), after.AddMilliseconds(50)));
    }

    [Fact]
    public async Task CopyEverywhere_AnEvent_IsPendingInEveryRegion()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();

        Assert.Equal(0, await regions.A.Get<IPendingCopies>().CopyEverywhereAsync([(key, TwoRegions.Event("1"))], Token));

        Assert.Equal("1", Assert.Single((await regions.A.OpenAsync(key)).Pending).Id.Value);
        Assert.Equal("1", Assert.Single((await regions.B.OpenAsync(key)).Pending).Id.Value);
    }

    [Fact]
    public async Task Record_SettledEvents_LeaveBothPendingListsAndTheIndexTellsTheOldestLeft()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        foreach (var region in new[] { regions.A, regions.B })
        {
            await region.Copies.KeepPendingAsync(key, [TwoRegions.Event("1")], Token);
            await region.Copies.KeepPendingAsync(key, [TwoRegions.Event("2")], Token);
        }

        var oldest = await regions.B.PendingScoreAsync(key);
        var second = (long)((long)Sequence((await regions.B.Redis.HashGetAsync(regions.B.Keys.Pending(key), "m:2"))!) / 1000);
        var state = await regions.A.Copies.RecordAsync(key, TestState.New("w"), [new("1")], Token);

        foreach (var region in new[] { regions.A, regions.B })
        {
            Assert.Equal(["2"], (await region.OpenAsync(key)).Pending.Select(entry => entry.Id.Value));
        }

        Assert.Equal(second, await regions.B.PendingScoreAsync(key));
        Assert.True(second >= oldest);

        await regions.A.Copies.RecordAsync(key, state, [new("2")], Token);
        foreach (var region in new[] { regions.A, regions.B })
        {
            Assert.Empty((await region.OpenAsync(key)).Pending);
            Assert.Null(await region.PendingScoreAsync(key));
            Assert.False(await region.Redis.KeyExistsAsync(region.Keys.Pending(key)));
        }
    }

    [Fact]
    public async Task Copy_ListIsFull_CountsTheRestAsUncopied()
    {
        await using var regions = new TwoRegions(("Standby:MaxPendingPerConversation", "4"), ("Standby:MaxPendingPerTurn", "4"));
        var key = regions.NewKey();

        var uncopied = await regions.A.Get<IPendingCopies>().CopyAsync([.. Enumerable.Range(0, 6).Select(i => (key, TwoRegions.Event($"{i}")))], Token);

        Assert.Equal(2, uncopied);
        Assert.Equal(["0", "1", "2", "3"], (await regions.B.OpenAsync(key)).Pending.Select(entry => entry.Id.Value));
    }

    [Fact]
    public async Task Copy_NoPeerTakesThem_WarnsOnceASecondAndCountsEveryEvent()
    {
        await using var regions = new TwoRegions(("Standby:MaxPendingPerConversation", "1"), ("Standby:MaxPendingPerTurn", "1"));
        var clock = new FakeTimeProvider();
        var lines = new CapturedLines<PendingCopies>();
        using var meter = new CountedMeter(regions.A.Get<IMeterFactory>());
        var copies = new PendingCopies(
            regions.A.Get<RedisConnections>(),
            regions.A.Get<PendingLists>(),
            regions.A.Keys,
            regions.A.Get<IOptions<StandbyOptions>>(),
            clock,
            regions.A.Get<StandbyMetrics>(),
            lines);
        async Task FailAsync(int events)
        {
            var key = regions.NewKey();
            Assert.Equal(events, await copies.CopyAsync([.. Enumerable.Range(0, events + 1).Select(i => (key, TwoRegions.Event($"{i}")))], Token));
        }

        for (var i = 0; i < 30; i++)
        {
            await FailAsync(2);
        }

        Assert.Equal("2 acked events have no standby copy in north (0 lines of this kind were left out and are counted here).", Assert.Single(lines.Of(5104)));
        Assert.Equal(60, meter.Of("standby.pending.uncopied"));

        clock.Advance(TimeSpan.FromSeconds(1));
        await FailAsync(3);
        Assert.Equal("61 acked events have no standby copy in north (29 lines of this kind were left out and are counted here).", lines.Of(5104)[1]);
        Assert.Equal(63, meter.Of("standby.pending.uncopied"));
    }

    [Fact]
    public async Task Copy_AsManyConversationsAsAllowed_TakesNoFurtherOneUntilOneIsSettled()
    {
        // One conversation a shard.
        await using var regions = new TwoRegions(("Standby:IndexShards", "1024"), ("Standby:MaxPendingConversations", "1024"));
        var copies = regions.A.Get<IPendingCopies>();
        using var meter = new CountedMeter(regions.A.Get<IMeterFactory>());
        var (first, second) = SameShard(regions);
        Assert.Equal(0, await copies.CopyAsync([(first, TwoRegions.Event("1"))], Token));

        Assert.Equal(1, await copies.CopyAsync([(second, TwoRegions.Event("1"))], Token));
        Assert.Equal(0, await copies.CopyAsync([(first, TwoRegions.Event("2"))], Token));
        Assert.Equal(1, meter.Of("standby.pending.uncopied"));
        Assert.Empty((await regions.B.OpenAsync(second)).Pending);
        Assert.Equal(["1", "2"], (await regions.B.OpenAsync(first)).Pending.Select(entry => entry.Id.Value));

        await regions.B.Copies.RecordAsync(first, TestState.New("w"), [new("1"), new("2")], Token);
        Assert.Equal(0, await copies.CopyAsync([(second, TwoRegions.Event("1"))], Token));
    }

    [Fact]
    public async Task WriteTurn_AsManyConversationsAsAllowed_CountsFurtherOnesAsUnshielded()
    {
        await using var regions = new TwoRegions(("Standby:IndexShards", "1024"), ("Standby:MaxTurnConversations", "1024"));
        using var meter = new CountedMeter(regions.A.Get<IMeterFactory>());
        var (first, second) = SameShard(regions);
        var turn = TestState.New("a").Write("1");
        await regions.A.WriteTurnAsync(first, turn);
        Assert.Equal(0, meter.Of("standby.turns.unshielded"));

        await regions.A.WriteTurnAsync(second, TestState.New("a").Write("1"));
        await regions.A.WriteTurnAsync(first, turn.Write("2"));
        Assert.True(meter.Of("standby.turns.unshielded") > 0, "counted");
        Assert.Empty(await regions.B.CopiesOfAsync(second));
        Assert.Equal(["1", "2"], (await regions.B.OpenAsync(first)).News!.Words);
    }

    [Fact]
    public async Task Copy_PendingIsOff_LeavesNothing()
    {
        await using var regions = new TwoRegions(("Standby:WithoutPending", "true"));
        var key = regions.NewKey();
        await regions.A.Get<IPendingCopies>().CopyAsync([(key, TwoRegions.Event("1"))], Token);
        Assert.False(await regions.B.Redis.KeyExistsAsync(regions.B.Keys.Pending(key)));
    }

    [Fact]
    public async Task Copy_ABatchOfAThousandConversations_IsOnePipeline()
    {
        await using var regions = new TwoRegions();
        var copies = regions.A.Get<IPendingCopies>();
        async Task<double> MeasureAsync(int count)
        {
            var events = Enumerable.Range(0, count).Select(i => (regions.NewKey(), TwoRegions.Event($"{i}"))).ToArray();
            var watch = Stopwatch.StartNew();
            Assert.Equal(0, await copies.CopyAsync(events, Token));
            return watch.Elapsed.TotalMilliseconds;
        }

        await MeasureAsync(1000);
        var single = (await Task.WhenAll([MeasureAsync(1)])).Min();
        var singles = new List<double> { single };
        for (var i = 0; i < 20; i++)
        {
            singles.Add(await MeasureAsync(1));
        }

        var one = singles.Order().ElementAt(singles.Count / 2);
        var batch = Math.Min(await MeasureAsync(1000), await MeasureAsync(1000));
        TestContext.Current.TestOutputHelper?.WriteLine($"one {one:F3} ms, thousand {batch:F1} ms, ratio {batch / one:F0}");

        // One round trip each would be a ratio of a thousand.
        Assert.True(batch / one < 500, $"a thousand events took {batch:F1} ms, one {one:F3} ms");
    }

    [Fact]
    public async Task Copy_PeersRedisIsDown_CostsABoundedWaitAndThenNothing()
    {
        await using var regions = new TwoRegions(("Standby:CopyBound", "00:00:00.300"), ("Standby:CircuitBreak", "00:00:02"));
        var copies = regions.A.Get<IPendingCopies>();
        await Poll.UntilAsync("the first copy is made", async () => await copies.CopyAsync([(regions.NewKey(), TwoRegions.Event("0"))], Token) == 0);
        regions.RedisB.Stop();
        using var meter = new CountedMeter(regions.A.Get<IMeterFactory>());

        var slowest = TimeSpan.Zero;
        for (var i = 0; i < 3; i++)
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(1, await copies.CopyAsync([(regions.NewKey(), TwoRegions.Event("1"))], Token));
            slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
        }

        var spared = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(1, await copies.CopyAsync([(regions.NewKey(), TwoRegions.Event("1"))], Token));
        }

        Assert.Equal(103, meter.Of("standby.pending.uncopied"));
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(2));

        // This region's own Redis takes a note of each; a hundred waits for the peer would take half a minute.
        Assert.InRange(spared.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    private static (string First, string Second) SameShard(TwoRegions regions)
    {
        var first = regions.NewKey();
        while (true)
        {
            var second = regions.NewKey();
            if (regions.A.Keys.ShardOf(first) == regions.A.Keys.ShardOf(second))
            {
                return (first, second);
            }
        }
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<long> SequenceAsync(TestRegion region, string key, string field) =>
        (long)Sequence((await region.Redis.HashGetAsync(region.Keys.Pending(key), field))!);

    private static double Sequence(byte[] value) => double.Parse(System.Text.Encoding.Latin1.GetString(value).Split(':')[0], System.Globalization.CultureInfo.InvariantCulture);
}
