using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Tests.Standby.Support;

namespace OrleansFailover.RegionalState.Tests.Standby;

public sealed class LastTurnTests
{
    [Fact]
    public async Task OpenTurn_OtherRegionsTurnIsNotKnown_JoinsIt()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.A.WriteTurnAsync(key, TestState.New("a").Write("from A"));
        await regions.B.WriteTurnAsync(key, TestState.New("b").Write("from B"));

        foreach (var region in new[] { regions.A, regions.B })
        {
            Assert.Equal(["from A", "from B"], (await region.OpenAsync(key)).News!.Words);
        }
    }

    [Fact]
    public async Task OpenTurn_KnownCoversTheHead_ReadsNothing()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        var written = TestState.New("a").Write("1").Write("2");
        await regions.A.WriteTurnAsync(key, written);

        Assert.Null((await regions.B.OpenAsync(key, written.Version)).News);
        Assert.NotNull((await regions.B.OpenAsync(key, TestState.New("a").Write("1").Version)).News);
    }

    [Fact]
    public async Task OpenTurn_LastTurnsAreOff_TellsNoNews()
    {
        await using var regions = new TwoRegions(("Standby:WithoutLastTurns", "true"));
        var key = regions.NewKey();
        await regions.A.WriteTurnAsync(key, TestState.New("a").Write("1"));
        Assert.Null((await regions.B.OpenAsync(key)).News);
    }

    [Fact]
    public async Task Record_State_CarriesItsNextVersionToBothRegions()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        var recorded = await regions.A.Copies.RecordAsync(key, TestState.New("a", "sent"), [], Token);

        Assert.Equal(new VersionStamp("a", 1), recorded.Version.Head);
        Assert.Equal(["sent"], (await regions.B.OpenAsync(key)).News!.Words);
        Assert.Equal(["sent"], (await regions.A.OpenAsync(key)).News!.Words);
        Assert.Equal(["west"], (await regions.B.Get<ILastTurns>().ReadAsync(key, Token)).Select(document => document.Region.Name));
    }

    [Fact]
    public async Task WriteTurn_AnotherActivationsTurnIsNotHeld_KeepsBothUntilAWriteHoldsBoth()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        var first = TestState.New("a1").Write("first");
        var second = TestState.New("a2").Write("second");
        await regions.A.WriteTurnAsync(key, first);
        await regions.A.WriteTurnAsync(key, second);
        Assert.Equal(["west", "west~a2"], await regions.B.CopiesOfAsync(key));
        Assert.Equal(["first", "second"], (await regions.B.OpenAsync(key)).News!.Words);

        await regions.A.WriteTurnAsync(key, first.Join(second).ReadBy("a3").Write());
        Assert.Equal(["west"], await regions.B.CopiesOfAsync(key));
        Assert.Equal(["first", "second"], (await regions.B.OpenAsync(key)).News!.Words);
    }

    [Fact]
    public async Task WriteTurn_OlderThanTheOneKept_ChangesNothing()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        var older = TestState.New("a").Write("1");
        await regions.A.WriteTurnAsync(key, older.Write("2"));
        await regions.A.WriteTurnAsync(key, older);
        Assert.Equal(["1", "2"], (await regions.B.OpenAsync(key)).News!.Words);
    }

    [Fact]
    public async Task OpenTurn_CopyWasDroppedSinceItsHeadWasRead_ReadsTheReplica()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        var document = await regions.A.WriteTurnAsync(key, TestState.New("a").Write("1"));
        regions.B.Replica.Write(document);
        await regions.B.Redis.HashDeleteAsync(regions.B.Keys.Turn(key), "west");

        Assert.Equal(["1"], (await regions.B.OpenAsync(key)).News!.Words);
    }

    [Fact]
    public async Task OpenTurn_OwnRedisIsDown_ReadsTheLastTurnsInThePeersRedis()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.B.OpenAsync(key);
        await regions.A.WriteTurnAsync(key, TestState.New("a").Write("theirs"));
        var known = TestState.New("b").Write("own");
        await regions.B.WriteTurnAsync(key, known);
        regions.RedisB.Stop();

        var opening = await regions.B.OpenAsync(key, known.Version);

        Assert.Equal(["theirs"], opening.News!.Words);
    }

    [Fact]
    public async Task OpenTurn_RegionRecovers_WaitsAndSeesWhatTheRefillBrought()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        regions.B.TurnGate.Enter(RegionPhase.Recovering);

        var opening = regions.B.OpenAsync(key).AsTask();
        await regions.A.WriteTurnAsync(key, TestState.New("a").Write("1"));
        Assert.False(opening.IsCompleted);
        regions.B.TurnGate.Enter(RegionPhase.Active);

        Assert.Equal(["1"], (await opening).News!.Words);
    }

    [Fact]
    public async Task OpenTurn_StoodStillWhileItLooked_LooksAgain()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        regions.B.TurnGate.OnAsked = () => regions.B.TurnGate.Enter(RegionPhase.Recovering);

        var opening = regions.B.OpenAsync(key).AsTask();
        await Poll.UntilAsync("the first look", () => Task.FromResult(regions.B.TurnGate.Asked == 1));
        await regions.A.WriteTurnAsync(key, TestState.New("a").Write("1"));
        regions.B.TurnGate.OnAsked = () => { };
        regions.B.TurnGate.Enter(RegionPhase.Active);

        Assert.Equal(["1"], (await opening).News!.Words);
    }

    [Fact]
    public async Task OpenTurn_PrimaryEndsATurnWhileItIsAskedForTheClaim_SeesThatTurn()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        var asked = 0;
        regions.B.Primaries.OnAsked = () =>
        {
            // First whether the claims are here, then where they are.
            if (++asked == 2)
            {
                regions.A.WriteTurnAsync(key, TestState.New("a").Write("1")).Wait(Token);
            }
        };

        var opening = await regions.B.OpenAsync(key, new MessageId("m"));

        Assert.Equal(["1"], opening.News?.Words);
        Assert.Equal(ClaimOutcome.Ours, opening.Claims[new MessageId("m")]);
    }

    [Fact]
    public async Task OpenTurn_PrimarysTurnNeverCameHere_ReadsItWhereItClaims()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.WriteUnshieldedAsync(key, TestState.New("a").Write("1"));

        foreach (var messages in new MessageId[][] { [], [new("m")] })
        {
            Assert.Equal(["1"], (await regions.B.OpenAsync(key, messages)).News?.Words);
        }
    }

    [Fact]
    public async Task OpenTurn_OwnCopyHoldsWhatThePrimaryKeeps_ReadsNothingElsewhere()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        var older = TestState.New("a").Write("1");
        await regions.WriteUnshieldedAsync(key, older);
        await regions.B.WriteTurnAsync(key, older.ReadBy("b").Write("2"));
        await regions.A.Redis.HashSetAsync(regions.A.Keys.Turn(key), "west", "not to be read");

        Assert.Equal(["1", "2"], (await regions.B.OpenAsync(key, new MessageId("m"))).News?.Words);
    }

    [Fact]
    public async Task OpenTurn_PrimarysTurnIsKnownOfAndCannotBeRead_DecidesNothing()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.WriteUnshieldedAsync(key, TestState.New("a").Write("1"));

        // A copy that was dropped in the middle of the look: its replica is read after the claim, and before the primary's copies.
        await regions.B.Redis.HashSetAsync(regions.B.Keys.Turn(key), "north:head", "b:1");
        regions.B.Replica.BeforeRead = _ => regions.RedisA.Stop();

        Assert.Equal(ClaimOutcome.Undecided, (await regions.B.OpenAsync(key, new MessageId("m"))).Claims[new MessageId("m")]);
    }

    [Fact]
    public async Task OpenTurn_NoRedisAnswers_GoesOnWithoutNews()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.A.WriteTurnAsync(key, TestState.New("a").Write("1"));
        regions.RedisA.Stop();
        regions.RedisB.Stop();

        var opening = await regions.A.OpenAsync(key, new MessageId("m"));

        Assert.Null(opening.News);
        Assert.Equal(ClaimOutcome.Ours, opening.Claims[new MessageId("m")]);
    }

    [Fact]
    public async Task AnyCall_OwnRedisIsDown_NeverThrows()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.B.OpenAsync(key);
        regions.RedisB.Stop();

        for (var i = 0; i < 10; i++)
        {
            var opening = await regions.B.OpenAsync(key, new MessageId($"{i}"));
            Assert.Equal(i > 0, opening.News is not null);
            Assert.Equal(ClaimOutcome.Ours, opening.Claims[new MessageId($"{i}")]);
            await regions.B.Copies.KeepPendingAsync(key, [TwoRegions.Event("1")], Token);
            await regions.B.Copies.RecordAsync(key, TestState.New("b", $"{i}"), [new("1")], Token);
            Assert.NotEmpty(await regions.B.Get<ILastTurns>().ReadAsync(key, Token));
        }

        Assert.Contains("0", (await regions.A.OpenAsync(key)).News!.Words);
        Assert.Empty(regions.B.Errors);
    }

    [Fact]
    public async Task OpenTurn_RedisComesBack_IsReadAgain()
    {
        await using var regions = new TwoRegions(("Standby:CircuitBreak", "00:00:00.500"));
        var key = regions.NewKey();
        await regions.B.OpenAsync(key);
        regions.RedisB.Stop();
        for (var i = 0; i < 5; i++)
        {
            await regions.A.WriteTurnAsync(key, TestState.New($"a{i}").Write("lost"));
        }

        regions.RedisB.Start();
        await Poll.UntilAsync("a turn of A reaches B's Redis again", async () =>
        {
            await regions.A.WriteTurnAsync(key, TestState.New("a9").Write("back"));
            return (await regions.B.OpenAsync(key)).News is not null;
        });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
