using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Tests.Standby.Support;

namespace OrleansFailover.RegionalState.Tests.Standby;

/// <summary>A conversation's primary region changes from west to north while both regions take events.</summary>
public sealed class HomeChangeTests
{
    private static readonly RegionId West = new("west");
    private static readonly RegionId North = new("north");

    /// <summary>Each step of the change, as one region can know it.</summary>
    public enum Phase
    {
        Before,
        Changing,
        After,
    }

    [Theory]
    [InlineData(Phase.Before, Phase.Before)]
    [InlineData(Phase.Before, Phase.Changing)]
    [InlineData(Phase.Changing, Phase.Before)]
    [InlineData(Phase.Changing, Phase.Changing)]
    [InlineData(Phase.Changing, Phase.After)]
    [InlineData(Phase.After, Phase.Changing)]
    [InlineData(Phase.After, Phase.After)]
    public async Task Claim_NeighbouringSteps_EachEventIsOneRegions(Phase a, Phase b)
    {
        await using var regions = await StartAsync();
        Know(regions.A, a);
        Know(regions.B, b);

        Assert.All(await ClaimManyAsync(regions), owners => Assert.Equal(1, owners));
        Assert.Empty(regions.A.Errors.Concat(regions.B.Errors));
    }

    [Fact]
    public async Task Claim_StepLeftOut_BothRegionsTakeTheSameEvent()
    {
        // Why a change must go through the step in which both are claimed.
        await using var regions = await StartAsync();
        Know(regions.A, Phase.Before);
        Know(regions.B, Phase.After);

        Assert.Contains(2, await ClaimManyAsync(regions));
    }

    [Fact]
    public async Task Claim_LostInTheSecondRegion_IsGivenBackInTheFirst()
    {
        await using var regions = await StartAsync();
        var key = regions.NewKey();
        var message = new MessageId("m");
        Know(regions.B, Phase.After);
        Assert.Equal(ClaimOutcome.Ours, (await regions.B.ClaimAsync(key, message))[message]);

        Know(regions.A, Phase.Changing);
        Assert.Equal(ClaimOutcome.Theirs, (await regions.A.ClaimAsync(key, message))[message]);

        Assert.False(await regions.A.Redis.KeyExistsAsync(regions.A.Keys.Claims(key)));
    }

    [Fact]
    public async Task Release_WhileItChanges_GivesBackInBoth()
    {
        await using var regions = await StartAsync();
        var key = regions.NewKey();
        var message = new MessageId("m");
        Know(regions.A, Phase.Changing);
        await regions.A.ClaimAsync(key, message);
        Assert.True(await regions.A.Redis.KeyExistsAsync(regions.A.Keys.Claims(key)) && await regions.B.Redis.KeyExistsAsync(regions.B.Keys.Claims(key)));

        await regions.A.Copies.ReleaseAsync(key, [message], TestContext.Current.CancellationToken);

        Assert.False(await regions.A.Redis.KeyExistsAsync(regions.A.Keys.Claims(key)) || await regions.B.Redis.KeyExistsAsync(regions.B.Keys.Claims(key)));
    }

    [Fact]
    public async Task OpenTurn_HomeIsTheSecondRegion_ItClaimsAtHome()
    {
        await using var regions = await StartAsync();
        Know(regions.A, Phase.After);
        Know(regions.B, Phase.After);
        var key = regions.NewKey();
        var message = new MessageId("m");

        Assert.Equal(ClaimOutcome.Ours, (await regions.B.OpenAsync(key, message)).Claims[message]);
        Assert.Equal(ClaimOutcome.Theirs, (await regions.A.OpenAsync(key, message)).Claims[message]);

        Assert.True(await regions.B.Redis.KeyExistsAsync(regions.B.Keys.Claims(key)));
        Assert.False(await regions.A.Redis.KeyExistsAsync(regions.A.Keys.Claims(key)));
    }

    [Fact]
    public async Task Claim_WebhookPassedTheFirstRegionBy_AHomeElsewhereIsStillAsked()
    {
        await using var regions = await StartAsync();
        Know(regions.A, Phase.After);
        regions.RedisB.Stop();
        var message = new MessageId("m");

        var opening = await regions.A.Copies.OpenTurnAsync(regions.NewKey(), VersionVector.Empty, [message], primaryUnreachable: true, TestContext.Current.CancellationToken);

        Assert.Equal(ClaimOutcome.Undecided, opening.Claims[message]);
    }

    private static async Task<TwoRegions> StartAsync()
    {
        var regions = new TwoRegions();
        await regions.A.Get<Incarnation>().RenewAsync(TestContext.Current.CancellationToken);
        await regions.B.Get<Incarnation>().RenewAsync(TestContext.Current.CancellationToken);
        regions.A.Health.Newest = regions.B.Get<Incarnation>().Current;
        regions.B.Health.Newest = regions.A.Get<Incarnation>().Current;
        return regions;
    }

    private static void Know(TestRegion region, Phase step)
    {
        region.Primaries.Primary = step is Phase.Before ? West : North;
        region.Primaries.Previous = step is Phase.Changing ? West : null;
    }

    /// <summary>Both regions go for the same events at once.</summary>
    /// <returns>How many regions own each.</returns>
    private static async Task<int[]> ClaimManyAsync(TwoRegions regions)
    {
        var key = regions.NewKey();
        MessageId[] messages = [.. Enumerable.Range(0, 300).Select(i => new MessageId($"m{i}"))];
        var openings = await Task.WhenAll(messages.SelectMany(message => new[] { regions.A, regions.B }.Select(async region => (Message: message, Region: region, Opening: await region.OpenAsync(key, message)))));

        // Whoever lost gives the event up; one that both gave up in the same moment goes to the next that asks.
        var owners = new int[messages.Length];
        for (var i = 0; i < messages.Length; i++)
        {
            owners[i] = openings.Count(item => item.Message == messages[i] && item.Opening.Claims[messages[i]] == ClaimOutcome.Ours);
            if (owners[i] == 0)
            {
                owners[i] = (await regions.A.ClaimAsync(key, messages[i]))[messages[i]] == ClaimOutcome.Ours ? 1 : 0;
            }
        }

        return owners;
    }
}
