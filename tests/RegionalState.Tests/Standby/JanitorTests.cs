using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Tests.Standby.Support;

namespace OrleansFailover.RegionalState.Tests.Standby;

public sealed class JanitorTests
{
    private static readonly TimeSpan Old = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Walk_ReplicaHoldsADescendantAndTheCopyIsOld_DropsBothCopies()
    {
        await using var regions = new TwoRegions();
        var (key, turn) = (regions.NewKey(), TestState.New("a").Write("1"));
        await regions.A.WriteTurnAsync(key, turn);
        Replicate(regions.B, key, regions.A, turn.ReadBy("later").Write("2"));
        await AgeAsync(regions, key, Old);

        await WalkAsync(regions.B);

        Assert.Empty(await regions.B.CopiesOfAsync(key));
        Assert.Empty(await regions.A.CopiesOfAsync(key));
        foreach (var region in new[] { regions.A, regions.B })
        {
            Assert.False(await region.Redis.KeyExistsAsync(region.Keys.Turn(key)));
            Assert.Null(await region.Redis.SortedSetScoreAsync(region.Keys.TurnIndex(region.Keys.ShardOf(key)), key));
        }
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(3600, false)]
    public async Task Walk_YoungOrNotReplicated_KeepsBothCopies(int seconds, bool replicated)
    {
        await using var regions = new TwoRegions();
        var (key, turn) = (regions.NewKey(), TestState.New("a").Write("1"));
        await regions.A.WriteTurnAsync(key, turn);
        Replicate(regions.B, key, regions.A, replicated ? turn : TestState.New("a0").Write("older"));
        await AgeAsync(regions, key, TimeSpan.FromSeconds(seconds));

        await WalkAsync(regions.B);

        Assert.Equal(["west"], await regions.B.CopiesOfAsync(key));
        Assert.Equal(["west"], await regions.A.CopiesOfAsync(key));
        Assert.Equal(["1"], (await regions.B.OpenAsync(key)).News!.Words);
    }

    [Fact]
    public async Task DropByAgeAlone_ReplicationLags_LosesTheTurn()
    {
        // The control of the test above: the same walk with a rule that looks at the age only.
        await using var regions = new TwoRegions();
        var (key, turn) = (regions.NewKey(), TestState.New("a").Write("1"));
        var document = await regions.A.WriteTurnAsync(key, turn);
        await AgeAsync(regions, key, TimeSpan.FromHours(1));

        await regions.B.Redis.ScriptEvaluateAsync(
            StandbyScripts.DropTurn,
            [regions.B.Keys.Turn(key), regions.B.Keys.TurnIndex(regions.B.Keys.ShardOf(key))],
            [key, "west", document.Head.ToString(), 60_000, "north"]);
        regions.RedisA.Stop();

        Assert.Null((await regions.B.OpenAsync(key)).News);
    }

    [Fact]
    public async Task Drop_HeadChangedSinceItWasJudged_KeepsTheCopy()
    {
        await using var regions = new TwoRegions();
        var (key, turn) = (regions.NewKey(), TestState.New("a").Write("1"));
        var judged = await regions.A.WriteTurnAsync(key, turn);
        await regions.A.WriteTurnAsync(key, turn.Write("2"));

        var dropped = (int)await regions.B.Redis.ScriptEvaluateAsync(
            StandbyScripts.DropTurn,
            [regions.B.Keys.Turn(key), regions.B.Keys.TurnIndex(regions.B.Keys.ShardOf(key))],
            [key, "west", judged.Head.ToString(), 0, "north"]);

        Assert.Equal(0, dropped);
        Assert.Equal(["1", "2"], (await regions.B.OpenAsync(key)).News!.Words);
    }

    [Fact]
    public async Task Drop_ThreeRegions_TheWritersCopyWaitsForEveryReader()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        var document = await regions.A.WriteTurnAsync(key, TestState.New("a").Write("1"));
        async Task<int> VoteAsync(string voter) => (int)await regions.A.Redis.ScriptEvaluateAsync(
            StandbyScripts.DropTurn,
            [regions.A.Keys.Turn(key), regions.A.Keys.TurnIndex(regions.A.Keys.ShardOf(key))],
            [key, "west", document.Head.ToString(), 0, voter, "north", "east"]);

        Assert.Equal(0, await VoteAsync("north"));
        Assert.Equal(0, await VoteAsync("north"));
        Assert.Equal(1, await VoteAsync("east"));
        Assert.False(await regions.A.Redis.KeyExistsAsync(regions.A.Keys.Turn(key)));
    }

    [Fact]
    public async Task Walk_WriterIsDownAndTheReplicaLacksItsTurn_FoldsItInAndKeepsItAsAnOwnTurn()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.A.WriteTurnAsync(key, TestState.New("a").Write("1"));
        await AgeAsync(regions, key, Old);
        regions.RedisA.Stop();
        regions.B.Health.Health = PeerHealth.Unhealthy;

        await WalkAsync(regions.B);

        Assert.Equal(1, regions.B.Replica.Folded);
        Assert.Equal(["1"], new TestCodec().ReadState<TestState>((await regions.B.Replica.ReadAsync(key, regions.B.Id, Token))!.Value.Document).Words);
        Assert.Equal(["north"], await regions.B.CopiesOfAsync(key));
        Assert.Equal(["1"], (await regions.B.OpenAsync(key)).News!.Words);
    }

    [Fact]
    public async Task Walk_WritersRedisIsOutOfReachButItMayLive_KeepsTheCopyForLater()
    {
        await using var regions = new TwoRegions();
        var (key, turn) = (regions.NewKey(), TestState.New("a").Write("1"));
        await regions.A.WriteTurnAsync(key, turn);
        Replicate(regions.B, key, regions.A, turn);
        await AgeAsync(regions, key, Old);
        regions.RedisA.Stop();
        regions.B.Health.Health = PeerHealth.Inconclusive;

        await WalkAsync(regions.B);
        Assert.Equal(["west"], await regions.B.CopiesOfAsync(key));

        regions.B.Health.Health = PeerHealth.Unhealthy;
        await WalkAsync(regions.B);
        Assert.Empty(await regions.B.CopiesOfAsync(key));
    }

    [Fact]
    public async Task Walk_OwnTurnThatThePeerNeverGot_IsCopiedThere()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.A.WriteTurnAsync(key, TestState.New("a").Write("1"));
        await regions.B.Redis.KeyDeleteAsync(regions.B.Keys.Turn(key));
        await regions.A.AgeAsync(key, TimeSpan.FromMinutes(3));

        await WalkAsync(regions.A);

        Assert.Equal(["1"], (await regions.B.OpenAsync(key)).News!.Words);
        Assert.Equal(["west"], await regions.A.CopiesOfAsync(key));
    }

    [Fact]
    public async Task Walk_OwnTurnThatItsGrainNeverWrote_GoesIntoTheOwnDocument()
    {
        await using var regions = new TwoRegions();
        var key = regions.NewKey();
        await regions.A.WriteTurnAsync(key, TestState.New("a").Write("1"));
        await regions.A.AgeAsync(key, TimeSpan.FromMinutes(11));

        await WalkAsync(regions.A);

        Assert.Equal(1, regions.A.Replica.Folded);
        Assert.Equal(["west"], await regions.A.CopiesOfAsync(key));
    }

    [Fact]
    public async Task Walk_AnotherSiloHoldsTheLease_DoesNothing()
    {
        await using var regions = new TwoRegions();
        var (key, turn) = (regions.NewKey(), TestState.New("a").Write("1"));
        await regions.A.WriteTurnAsync(key, turn);
        Replicate(regions.B, key, regions.A, turn);
        await AgeAsync(regions, key, Old);
        await using var other = regions.NewSilo("north", regions.B.Replica);
        await WalkAsync(other);

        Assert.Empty(await regions.B.CopiesOfAsync(key));
        await regions.A.WriteTurnAsync(key, turn);
        await AgeAsync(regions, key, Old);
        await WalkAsync(regions.B);
        Assert.Equal(["west"], await regions.B.CopiesOfAsync(key));
    }

    [Fact]
    public async Task Walk_SiloEndsInTheMiddle_AnotherOneDoesTheRestWhenItsLeaseIsOver()
    {
        await using var regions = new TwoRegions(("Standby:IndexShards", "1"), ("Standby:WalkBatch", "3"), ("Standby:LeaseDuration", "00:00:01"));
        string[] keys = [.. Enumerable.Range(0, 10).Select(_ => regions.NewKey())];
        foreach (var key in keys)
        {
            var turn = TestState.New("a").Write("1");
            await regions.A.WriteTurnAsync(key, turn);
            Replicate(regions.B, key, regions.A, turn);
            await AgeAsync(regions, key, Old);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var reads = 0;
        regions.B.Replica.BeforeRead = _ =>
        {
            if (++reads == 5)
            {
                end.Cancel();
            }
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => regions.B.Hosted<StandbyJanitor>().WalkAsync(end.Token));
        var left = new List<string>();
        foreach (var key in keys)
        {
            left.AddRange((await regions.B.CopiesOfAsync(key)).Select(_ => key));
        }

        Assert.Equal(6, left.Count);
        regions.B.Replica.BeforeRead = _ => { };
        await using var other = regions.NewSilo("north", regions.B.Replica);
        await Poll.UntilAsync("another silo has dropped the rest", async () =>
        {
            await WalkAsync(other);
            return (await Task.WhenAll(keys.Select(other.CopiesOfAsync))).All(copies => copies.Length == 0);
        });
        Assert.All(await Task.WhenAll(keys.Select(regions.A.CopiesOfAsync)), copies => Assert.Empty(copies));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task WalkAsync(TestRegion region)
    {
        await region.Hosted<StandbyJanitor>().WalkAsync(Token);
        Assert.Empty(region.Errors);
    }

    private static void Replicate(TestRegion to, string key, TestRegion from, TestState state) =>
        to.Replica.Write(new TestCodec().Encode(key, from.Id, state));

    private static async Task AgeAsync(TwoRegions regions, string key, TimeSpan by)
    {
        await regions.A.AgeAsync(key, by);
        await regions.B.AgeAsync(key, by);
    }
}
