using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Tests.Standby.Support;

namespace OrleansFailover.RegionalState.Tests.Standby;

public sealed class ClaimTests
{
    private static readonly MessageId Message = new("wamid.1");

    [Fact]
    public async Task OpenTurn_NobodyHoldsTheClaim_IsOursUnderOurIncarnation()
    {
        await using var regions = await StartAsync();
        var key = regions.NewKey();

        Assert.Equal(ClaimOutcome.Ours, (await regions.B.OpenAsync(key, Message)).Claims[Message]);

        Assert.Equal(
            $"north/{regions.B.Get<Incarnation>().Current}", (string?)await regions.A.Redis.HashGetAsync(regions.A.Keys.Claims(key), "m:wamid.1"));
        Assert.InRange((await regions.A.Redis.KeyTimeToLiveAsync(regions.A.Keys.Claims(key)))!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task OpenTurn_Twice_IsOursBothTimes()
    {
        await using var regions = await StartAsync();
        var key = regions.NewKey();
        foreach (var region in new[] { regions.A, regions.A })
        {
            Assert.Equal(ClaimOutcome.Ours, (await region.OpenAsync(key, Message)).Claims[Message]);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenTurn_LivingRegionHoldsTheClaim_IsTheirs(bool primaryFirst)
    {
        await using var regions = await StartAsync();
        var (first, second) = primaryFirst ? (regions.A, regions.B) : (regions.B, regions.A);
        second.Health.Newest = first.Get<Incarnation>().Current;
        var key = regions.NewKey();
        await first.OpenAsync(key, Message);

        Assert.Equal(ClaimOutcome.Theirs, (await second.OpenAsync(key, Message)).Claims[Message]);
    }

    [Fact]
    public async Task OpenTurn_ClaimsAreOff_IsOursInBothRegions()
    {
        await using var regions = await StartAsync(("Standby:WithoutClaims", "true"));
        var key = regions.NewKey();
        Assert.Equal(ClaimOutcome.Ours, (await regions.A.OpenAsync(key, Message)).Claims[Message]);
        Assert.Equal(ClaimOutcome.Ours, (await regions.B.OpenAsync(key, Message)).Claims[Message]);
    }

    [Theory]
    [InlineData(1, ClaimOutcome.Ours)]
    [InlineData(0, ClaimOutcome.Theirs)]
    [InlineData(-1, ClaimOutcome.Theirs)]
    public async Task OpenTurn_OwnersLifeComparedWithTheNewestHeardOf_OnlyAnOlderOneIsTaken(int newer, ClaimOutcome expected)
    {
        await using var regions = await StartAsync();
        var key = regions.NewKey();
        await regions.B.OpenAsync(key, Message);
        regions.A.Health.Newest = regions.B.Get<Incarnation>().Current + newer;

        Assert.Equal(expected, (await regions.A.OpenAsync(key, Message)).Claims[Message]);
    }

    [Theory]
    [InlineData(PeerHealth.Unhealthy, ClaimOutcome.Ours)]
    [InlineData(PeerHealth.Inconclusive, ClaimOutcome.Theirs)]
    public async Task OpenTurn_OwnerCountsAsDown_IsTaken(PeerHealth health, ClaimOutcome expected)
    {
        await using var regions = await StartAsync();
        var key = regions.NewKey();
        await regions.A.OpenAsync(key, Message);
        regions.B.Health.Health = health;

        Assert.Equal(expected, (await regions.B.OpenAsync(key, Message)).Claims[Message]);

        regions.A.Health.Newest = regions.B.Get<Incarnation>().Current;
        Assert.Equal(
            expected == ClaimOutcome.Ours ? ClaimOutcome.Theirs : ClaimOutcome.Ours, (await regions.A.OpenAsync(key, Message)).Claims[Message]);
    }

    [Theory]
    [InlineData(true, PeerHealth.Healthy, ClaimOutcome.Ours)]
    [InlineData(false, PeerHealth.Healthy, ClaimOutcome.Undecided)]
    [InlineData(false, PeerHealth.Inconclusive, ClaimOutcome.Undecided)]
    [InlineData(false, PeerHealth.Unhealthy, ClaimOutcome.Ours)]
    public async Task OpenTurn_PrimarysRedisOutOfReach_WaitsOnlyForAPrimaryThatMayLive(bool forwarded, PeerHealth health, ClaimOutcome expected)
    {
        await using var regions = await StartAsync();
        regions.RedisA.Stop();
        regions.B.Health.Health = health;

        var opening = await regions.B.Copies.OpenTurnAsync(regions.NewKey(), VersionVector.Empty, [Message], forwarded, Token);

        Assert.Equal(expected, opening.Claims[Message]);
    }

    [Fact]
    public async Task Claim_PrimarysRedisOutOfReachForBoth_TheRegionsMeetInTheNextOne()
    {
        await using var regions = await StartAsync();
        regions.A.Health.Newest = regions.B.Get<Incarnation>().Current;
        regions.B.Health.Newest = regions.A.Get<Incarnation>().Current;
        var key = regions.NewKey();
        regions.RedisA.Stop();

        Assert.Equal(ClaimOutcome.Ours, (await regions.A.OpenAsync(key, Message)).Claims[Message]);
        Assert.Equal(
            ClaimOutcome.Theirs, (await regions.B.Copies.OpenTurnAsync(key, VersionVector.Empty, [Message], primaryUnreachable: true, Token)).Claims[Message]);
    }

    [Fact]
    public async Task Claim_PrimaryIsRecoveringWithoutItsRedis_IsNotWaitedFor()
    {
        await using var regions = await StartAsync();
        regions.RedisA.Stop();
        regions.B.Health.Recovering = true;

        Assert.Equal(ClaimOutcome.Ours, (await regions.B.ClaimAsync(regions.NewKey(), Message))[Message]);
    }

    [Fact]
    public async Task Release_OwnClaim_IsFreeForTheOtherRegion()
    {
        await using var regions = await StartAsync();
        regions.A.Health.Newest = regions.B.Get<Incarnation>().Current;
        regions.B.Health.Newest = regions.A.Get<Incarnation>().Current;
        var key = regions.NewKey();
        var other = new MessageId("wamid.2");
        await regions.A.ClaimAsync(key, Message, other);

        await regions.B.Copies.ReleaseAsync(key, [other], Token);
        await regions.A.Copies.ReleaseAsync(key, [Message], Token);

        var claims = await regions.B.ClaimAsync(key, Message, other);
        Assert.Equal((ClaimOutcome.Ours, ClaimOutcome.Theirs), (claims[Message], claims[other]));
    }

    [Fact]
    public async Task OpenTurn_PrimaryWithoutItsRedis_GoesOn()
    {
        await using var regions = await StartAsync();
        regions.RedisA.Stop();

        var opening = await regions.A.OpenAsync(regions.NewKey(), Message);

        Assert.Equal(ClaimOutcome.Ours, opening.Claims[Message]);
        Assert.Null(opening.News);
        Assert.Empty(opening.Pending);
    }

    [Fact]
    public async Task OpenTurn_BothRegionsAtOnce_EachEventIsOneRegions()
    {
        await using var regions = await StartAsync();
        regions.A.Health.Newest = regions.B.Get<Incarnation>().Current;
        regions.B.Health.Newest = regions.A.Get<Incarnation>().Current;
        var key = regions.NewKey();
        MessageId[] messages = [.. Enumerable.Range(0, 500).Select(i => new MessageId($"m{i}"))];

        var openings = await Task.WhenAll(messages.SelectMany(message => new[] { regions.A, regions.B }.Select(region => region.OpenAsync(key, message).AsTask())));

        Assert.All(messages, message => Assert.Single(openings, opening => opening.Claims.TryGetValue(message, out var outcome) && outcome == ClaimOutcome.Ours));
        Assert.Empty(regions.A.Errors.Concat(regions.B.Errors));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<TwoRegions> StartAsync(params (string, string)[] settings)
    {
        var regions = new TwoRegions(settings);
        await regions.A.Get<Incarnation>().RenewAsync(Token);
        await regions.B.Get<Incarnation>().RenewAsync(Token);
        return regions;
    }
}
