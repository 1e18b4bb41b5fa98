using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using StackExchange.Redis;

namespace OrleansFailover.Simulation.Tests.Redis;

/// <summary>What the standby copies keep to, on the simulated Redis as on a real one: the product's own classes and scripts over both.</summary>
public abstract class StandbyConformance : IAsyncLifetime
{
    private static readonly MessageId Message = new("wamid.1");

    private StandbyWorld world = null!;

    public async ValueTask InitializeAsync()
    {
        world = await CreateAsync();
        await world.RunAsync(async () =>
        {
            await A.Get<Incarnation>().RenewAsync(Token);
            await B.Get<Incarnation>().RenewAsync(Token);
        });
        A.Health.Newest = B.Get<Incarnation>().Current;
        B.Health.Newest = A.Get<Incarnation>().Current;
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public Task Copy_EventsOfOneConversation_ArePendingAtThePeerInTheOrderOfAcking() => world.RunAsync(async () =>
    {
        // The channel's times run the other way; "#" is also the name of a bookkeeping field.
        string[] ids = ["z", "#", "a", "#:head"];
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            Assert.Equal(0, await A.Get<IPendingCopies>().CopyAsync([(Key, Event(id, -i))], Token));
        }

        var pending = (await OpenAsync(B)).Pending;
        Assert.Equal(ids, pending.Select(entry => entry.Id.Value));
        Assert.Equal(ids.Select((_, i) => Event("", -i).ChannelTime), pending.Select(entry => entry.ChannelTime));
        Assert.All(pending, entry => Assert.Equal(Event("").Payload.ToArray(), entry.Payload.ToArray()));
        Assert.Equal(ids, (await OpenAsync(A)).Pending.Select(entry => entry.Id.Value));
    });

    [Fact]
    public Task Copy_EventsOfBothRegions_ArePendingInTheOrderOfAckingAndLeaveWithTheirTurn() => world.RunAsync(async () =>
    {
        foreach (var (region, id) in new[] { (A, "a1"), (B, "b1"), (A, "a2"), (B, "b2"), (B, "a1") })
        {
            Assert.Equal(0, await region.Get<IPendingCopies>().CopyAsync([(Key, Event(id))], Token));
        }

        foreach (var region in new[] { A, B })
        {
            Assert.Equal(["a1", "b1", "a2", "b2"], (await OpenAsync(region)).Pending.Select(entry => entry.Id.Value));
        }

        // Acked by both, the first is in neither's log alone.
        Assert.Equal(["#", "m:a1", "m:b1", "m:b2", "o:a2"], await FieldsAsync(A));
        Assert.Equal(["#", "m:a1", "m:a2", "o:b1", "o:b2"], await FieldsAsync(B));
        Assert.NotNull(await ScoreAsync(A));
        Assert.NotNull(await OwnScoreAsync(A));

        var state = await B.Copies.RecordAsync(Key, StateOf("w"), [new("a1"), new("b1"), new("b2")], Token);
        Assert.Equal(["#", "o:a2"], await FieldsAsync(A));
        Assert.Equal(["#", "m:a2"], await FieldsAsync(B));
        Assert.Null(await ScoreAsync(A));
        Assert.NotNull(await OwnScoreAsync(A));
        Assert.Null(await OwnScoreAsync(B));

        await A.Copies.RecordAsync(Key, state, [new("a2")], Token);
        foreach (var region in new[] { A, B })
        {
            Assert.Empty(await FieldsAsync(region));
            Assert.Null(await ScoreAsync(region));
            Assert.Null(await OwnScoreAsync(region));
        }
    });

    [Fact]
    public Task OpenTurn_TheCopyDidNotComeHere_TellsWhatThePrimaryAcked() => world.RunAsync(async () =>
    {
        Assert.Equal(0, await A.Get<IPendingCopies>().CopyAsync([(Key, Event("1"))], Token));
        await B.Redis.KeyDeleteAsync(B.Keys.Pending(Key));
        await world.PassAsync(TimeSpan.FromMilliseconds(20));
        Assert.Equal(0, await B.Get<IPendingCopies>().CopyAsync([(Key, Event("2"))], Token));
        Assert.Equal(["1", "2"], (await OpenAsync(B, new MessageId("2"))).Pending.Select(entry => entry.Id.Value));
    });

    [Fact]
    public Task Walk_PeerIsDown_WakesForWhatItAckedAndForOwnEventsOnlyWhenOld() => world.RunAsync(async () =>
    {
        const string Own = "whatsapp/1065/1";
        await B.Get<IPendingCopies>().CopyAsync([(Own, Event("1"))], Token);
        await A.Get<IPendingCopies>().CopyAsync([(Key, Event("2"))], Token);
        B.Health.Health = PeerHealth.Unhealthy;
        Assert.Equal(1, await B.New<TakeoverWalker>().WalkAsync(Token));
        Assert.Equal([Key], B.Takeover.Woken);

        await B.Redis.SortedSetDecrementAsync(B.Keys.OwnIndex(0), Own, B.Options.OldOwnEntryBound.TotalMilliseconds);
        Assert.Equal(2, await B.New<TakeoverWalker>().WalkAsync(Token));
        Assert.Equal([Key, Key, Own], B.Takeover.Woken);
    });

    [Fact]
    public Task Copy_AnEventTwice_KeepsItsPlace() => world.RunAsync(async () =>
    {
        foreach (var id in new[] { "1", "2", "1", "2", "3" })
        {
            Assert.Equal(0, await A.Get<IPendingCopies>().CopyAsync([(Key, Event(id))], Token));
        }

        Assert.Equal(["1", "2", "3"], (await OpenAsync(B)).Pending.Select(entry => entry.Id.Value));
    });

    [Fact]
    public Task Copy_ListIsFull_CountsTheRestAsUncopied() => world.RunAsync(async () =>
    {
        var uncopied = await A.Get<IPendingCopies>().CopyAsync([.. Enumerable.Range(0, StandbyWorld.MostPending + 2).Select(i => (Key, Event($"{i}")))], Token);
        Assert.Equal(2, uncopied);
    });

    [Fact]
    public Task OpenTurn_MorePendingThanATurnTakes_GivesTheEarliest() => world.RunAsync(async () =>
    {
        await B.Copies.KeepPendingAsync(Key, [.. Enumerable.Range(0, StandbyWorld.MostPending).Select(i => Event($"{i}"))], Token);
        var opening = await OpenAsync(B, new MessageId("now"));
        Assert.Equal(Enumerable.Range(0, StandbyWorld.MostPerTurn).Select(i => $"{i}"), opening.Pending.Select(entry => entry.Id.Value));
    });

    [Fact]
    public Task Record_SettledEvents_LeaveBothPendingListsAndTheirIndexes() => world.RunAsync(async () =>
    {
        foreach (var region in new[] { A, B })
        {
            await region.Copies.KeepPendingAsync(Key, [Event("1"), Event("2")], Token);
        }

        var state = await A.Copies.RecordAsync(Key, StateOf("w"), [new("1")], Token);
        foreach (var region in new[] { A, B })
        {
            Assert.Equal(["2"], (await OpenAsync(region)).Pending.Select(entry => entry.Id.Value));
            Assert.NotNull(await ScoreAsync(region));
        }

        await A.Copies.RecordAsync(Key, state, [new("2")], Token);
        foreach (var region in new[] { A, B })
        {
            Assert.Empty((await OpenAsync(region)).Pending);
            Assert.Null(await ScoreAsync(region));
            Assert.False(await region.Redis.KeyExistsAsync(region.Keys.Pending(Key)));
        }
    });

    [Fact]
    public Task Claim_NobodyHoldsIt_IsOursUnderOurIncarnationAndExpires() => world.RunAsync(async () =>
    {
        Assert.Equal(ClaimOutcome.Ours, (await OpenAsync(B, Message)).Claims[Message]);
        Assert.Equal(ClaimOutcome.Ours, (await OpenAsync(B, Message)).Claims[Message]);
        Assert.Equal($"north/{B.Get<Incarnation>().Current}", (string?)await A.Redis.HashGetAsync(A.Keys.Claims(Key), "m:wamid.1"));
        Assert.InRange((await A.Redis.KeyTimeToLiveAsync(A.Keys.Claims(Key)))!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Claim_LivingRegionHoldsIt_IsTheirs(bool primaryFirst) => world.RunAsync(async () =>
    {
        var (first, second) = primaryFirst ? (A, B) : (B, A);
        await OpenAsync(first, Message);
        Assert.Equal(ClaimOutcome.Theirs, (await OpenAsync(second, Message)).Claims[Message]);
    });

    [Theory]
    [InlineData(1, ClaimOutcome.Ours)]
    [InlineData(0, ClaimOutcome.Theirs)]
    [InlineData(-1, ClaimOutcome.Theirs)]
    public Task Claim_OwnersLifeComparedWithTheNewestHeardOf_OnlyAnOlderOneIsTaken(int newer, ClaimOutcome expected) => world.RunAsync(async () =>
    {
        await OpenAsync(B, Message);
        A.Health.Newest = B.Get<Incarnation>().Current + newer;
        Assert.Equal(expected, (await OpenAsync(A, Message)).Claims[Message]);
    });

    [Theory]
    [InlineData(PeerHealth.Unhealthy, ClaimOutcome.Ours)]
    [InlineData(PeerHealth.Inconclusive, ClaimOutcome.Theirs)]
    public Task Claim_OwnerCountsAsDown_IsTaken(PeerHealth health, ClaimOutcome expected) => world.RunAsync(async () =>
    {
        await OpenAsync(A, Message);
        B.Health.Health = health;
        Assert.Equal(expected, (await OpenAsync(B, Message)).Claims[Message]);
    });

    [Fact]
    public Task LastTurn_OfBothRegions_AreJoinedUnlessKnown() => world.RunAsync(async () =>
    {
        var fromA = await WriteTurnAsync(A, StateOf("a", "one"));
        await WriteTurnAsync(B, StateOf("b", "two"));
        foreach (var region in new[] { A, B })
        {
            Assert.Equal(["one", "two"], Said((await OpenAsync(region)).News));
        }

        Assert.Equal(["two"], Said((await KnowingAsync(fromA)).News));
        async ValueTask<TurnOpening<ConversationState>> KnowingAsync(ConversationState known) =>
            await B.Copies.OpenTurnAsync(Key, known.Version, [], false, Token);
    });

    [Fact]
    public Task LastTurn_AnotherActivationsIsNotHeld_KeepsBothUntilAWriteHoldsBoth() => world.RunAsync(async () =>
    {
        var first = await WriteTurnAsync(A, StateOf("a1", "first"));
        var second = await WriteTurnAsync(A, StateOf("a2", "second"));
        Assert.Equal(["west", "west~a2"], await CopiesAsync(B));

        await WriteTurnAsync(A, ReadBy(first.Join(second), "a3"));
        Assert.Equal(["west"], await CopiesAsync(B));
        Assert.Equal(["first", "second"], Said((await OpenAsync(B)).News));
    });

    [Fact]
    public Task LastTurn_OlderThanTheOneKept_ChangesNothing() => world.RunAsync(async () =>
    {
        var older = StateOf("a", "1");
        var newer = await WriteTurnAsync(A, await WriteTurnAsync(A, older));
        await A.Get<ILastTurns>().WriteAsync(A.Encode(Key, older.WithVersion(older.Version.Next())), [], Token);
        Assert.Equal(newer.Version.Head.ToString(), (string?)await B.Redis.HashGetAsync(B.Keys.Turn(Key), "west:head"));
    });

    [Theory]
    [InlineData(90, true, true)]
    [InlineData(90, false, false)]
    [InlineData(30, true, false)]
    public Task Janitor_ReplicaAndAge_DropBothCopiesOnlyWhenOldAndReplicated(int age, bool replicated, bool dropped) => world.RunAsync(async () =>
    {
        var turn = await WriteTurnAsync(A, StateOf("a", "1"));
        if (replicated)
        {
            B.Documents.Write(A.Encode(Key, turn));
        }

        foreach (var region in new[] { A, B })
        {
            await AgeAsync(region, TimeSpan.FromSeconds(age));
        }

        await B.New<StandbyJanitor>().WalkAsync(Token);
        foreach (var region in new[] { A, B })
        {
            Assert.Equal(dropped ? [] : ["west"], await CopiesAsync(region));
            Assert.Equal(!dropped, await region.Redis.SortedSetScoreAsync(region.Keys.TurnIndex(0), Key) is not null);
        }
    });

    [Fact]
    public Task Drop_ThreeRegions_TheWritersCopyWaitsForEveryReader() => world.RunAsync(async () =>
    {
        var turn = await WriteTurnAsync(A, StateOf("a", "1"));
        async Task<int> VoteAsync(string voter) => (int)await A.Redis.ScriptEvaluateAsync(
            StandbyScripts.DropTurn, [A.Keys.Turn(Key), A.Keys.TurnIndex(0)], [Key, "west", turn.Version.Head.ToString(), 0, voter, "north", "east"]);
        Assert.Equal((0, 0, 1), (await VoteAsync("north"), await VoteAsync("north"), await VoteAsync("east")));
        Assert.False(await A.Redis.KeyExistsAsync(A.Keys.Turn(Key)));
    });

    [Fact]
    public Task Incarnation_RegionWasGone_LivesUnderAHigherNumber() => world.RunAsync(async () =>
    {
        var first = A.Get<Incarnation>().Current;
        var second = world.NewSilo("west");
        await second.Get<Incarnation>().RenewAsync(Token);
        Assert.Equal(first, second.Get<Incarnation>().Current);

        await A.Redis.StringSetAsync(A.Keys.LastIncarnation, first + 1_000_000_000);
        await A.Redis.KeyDeleteAsync(A.Keys.Incarnation);
        var third = world.NewSilo("west");
        await third.Get<Incarnation>().RenewAsync(Token);
        Assert.Equal(first + 1_000_000_001, third.Get<Incarnation>().Current);
    });

    [Fact]
    public Task Beat_OfAnOlderLife_DoesNotWriteOverANewerOne() => world.RunAsync(async () =>
    {
        var heartbeats = A.Get<RegionHeartbeats>();
        await heartbeats.WriteAsync(20, RegionPhase.Active, Token);
        await heartbeats.WriteAsync(10, RegionPhase.Recovering, Token);
        await heartbeats.WriteAsync(20, RegionPhase.Active, Token);
        Assert.Equal(new Heartbeat(20, 2, RegionPhase.Active), (await B.Get<RegionHeartbeats>().ReadAsync(new("west"), Token)).Value);
    });

    [Fact]
    public Task Lease_HeldByAnother_IsFreeAfterItsReleaseOrItsTime() => world.RunAsync(async () =>
    {
        var own = A.Get<RedisConnections>().Own;
        var (first, second) = (new Lease(own, "lease:x", TimeSpan.FromMilliseconds(300)), new Lease(own, "lease:x", TimeSpan.FromMilliseconds(300)));
        Assert.True(await first.HoldAsync(Token));
        Assert.False(await second.HoldAsync(Token));
        Assert.True(await first.HoldAsync(Token));
        await first.ReleaseAsync();
        Assert.True(await second.HoldAsync(Token));
        await world.PassAsync(TimeSpan.FromMilliseconds(450));
        Assert.True(await first.HoldAsync(Token));
    });

    [Fact]
    public Task Refill_OfAPeerThatLacksTurnsAndEvents_CopiesThemInOrder() => world.RunAsync(async () =>
    {
        await WriteTurnAsync(A, StateOf("a", "1"));
        await A.Copies.KeepPendingAsync(Key, [Event("z"), Event("a")], Token);
        await B.Redis.KeyDeleteAsync(B.Keys.Turn(Key));
        await B.Redis.KeyDeleteAsync(B.Keys.TurnIndex(0));
        var connections = A.Get<RedisConnections>();
        var lease = new Lease(connections.Own, A.Keys.Lease("test"), TimeSpan.FromSeconds(5));
        var peer = connections.Peers[0];
        Assert.Equal(1, await A.Get<PeerRefill>().CopyTurnsAsync(peer, double.NegativeInfinity, double.PositiveInfinity, lease, Token));
        Assert.Equal(1, await A.Get<PeerRefill>().CopyPendingAsync(peer, double.PositiveInfinity, lease, Token));

        var opening = await OpenAsync(B);
        Assert.Equal(["1"], Said(opening.News));
        Assert.Equal(["z", "a"], opening.Pending.Select(entry => entry.Id.Value));
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Refill_OfAPeer_BringsWhatThisRegionAckedItself(bool returning) => world.RunAsync(async () =>
    {
        await B.Get<IPendingCopies>().CopyAsync([(Key, Event("z")), (Key, Event("a"))], Token);
        await B.Copies.KeepPendingAsync(Key, [Event("left")], Token);
        await A.Redis.KeyDeleteAsync(A.Keys.Pending(Key));
        await A.Redis.KeyDeleteAsync(A.Keys.PendingIndex(0));
        var connections = B.Get<RedisConnections>();
        var lease = new Lease(connections.Own, B.Keys.Lease("test"), TimeSpan.FromSeconds(5));
        var refill = B.Get<PeerRefill>();
        Assert.NotNull(returning
            ? await refill.CopyPendingAsync(connections.Peers[0], double.PositiveInfinity, lease, Token)
            : await refill.CopyOwnPendingAsync(connections.Peers[0], double.PositiveInfinity, lease, Token));

        Assert.Equal(returning ? ["z", "a", "left"] : ["z", "a"], (await OpenAsync(A)).Pending.Select(entry => entry.Id.Value));
        Assert.NotNull(await ScoreAsync(A));
        Assert.Null(await OwnScoreAsync(A));
    });

    private protected abstract Task<StandbyWorld> CreateAsync();

    private const string Key = "whatsapp/1065/4917";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StandbySilo A => world.A;

    private StandbySilo B => world.B;

    private static PendingEvent Event(string id, int second = 0) =>
        new(new MessageId(id), DateTimeOffset.UnixEpoch.AddYears(50).AddSeconds(second), "\0:binary\r\n\xff"u8.ToArray());

    private static ConversationState StateOf(string writer, params string[] words)
    {
        var state = ReadBy(new ConversationState(), writer);
        foreach (var word in words)
        {
            // Each a line of its own: of one line only one reading stays.
            state = state.Say(new TranscriptEntry(default, 0, word, word));
        }

        return state;
    }

    private static ConversationState ReadBy(ConversationState state, string writer) => state.WithVersion(state.Version with { Writer = writer });

    private static IEnumerable<string> Said(ConversationState? state) => state!.Transcript.Select(entry => entry.Text.Open!);

    private static async Task<ConversationState> WriteTurnAsync(StandbySilo region, ConversationState state)
    {
        var written = state.WithVersion(state.Version.Next());
        await region.Get<ILastTurns>().WriteAsync(region.Encode(Key, written), [], Token);
        return written;
    }

    private static ValueTask<TurnOpening<ConversationState>> OpenAsync(StandbySilo region, params MessageId[] incoming) =>
        region.Copies.OpenTurnAsync(Key, VersionVector.Empty, incoming, primaryUnreachable: false, Token);

    private static async Task<IEnumerable<string>> CopiesAsync(StandbySilo region) =>
        (await region.Redis.HashKeysAsync(region.Keys.Turn(Key))).Select(field => (string)field!).Where(field => !field.Contains(':')).Order();

    private static Task<double?> ScoreAsync(StandbySilo region) => region.Redis.SortedSetScoreAsync(region.Keys.PendingIndex(0), Key);

    private static Task<double?> OwnScoreAsync(StandbySilo region) => region.Redis.SortedSetScoreAsync(region.Keys.OwnIndex(0), Key);

    private static async Task<IEnumerable<string>> FieldsAsync(StandbySilo region) =>
        (await region.Redis.HashKeysAsync(region.Keys.Pending(Key))).Select(field => (string)field!).Order(StringComparer.Ordinal);

    // Makes what a Redis keeps of the conversation look older; a real clock cannot be turned.
    private static async Task AgeAsync(StandbySilo region, TimeSpan by)
    {
        foreach (var field in await region.Redis.HashGetAllAsync(region.Keys.Turn(Key)))
        {
            if (((string)field.Name!).EndsWith(":at", StringComparison.Ordinal))
            {
                await region.Redis.HashSetAsync(region.Keys.Turn(Key), field.Name, (long)field.Value - (long)by.TotalMilliseconds);
            }
        }

        await region.Redis.SortedSetDecrementAsync(region.Keys.TurnIndex(0), Key, by.TotalMilliseconds);
    }
}
