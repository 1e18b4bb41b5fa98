using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency;
using OrleansFailover.Residency.Masking;
using OrleansFailover.Residency.Rules;
using OrleansFailover.Silo.Admin;

namespace OrleansFailover.Silo.Tests.Admin;

/// <summary>What needs nothing of the cluster: keys, and whether a region may show what was said.</summary>
public class ConversationFinderTests
{
    private const string German = "whatsapp/106540352242922/491701234567";
    private const string American = "whatsapp/106540352242922/12125550123";

    private static readonly RegionId Home = new("westeurope");
    private static readonly RegionId Away = new("eastus");

    [Fact]
    public async Task FindAsync_KeyOfAFreeSender_IsItself() => Assert.Equal([ConversationId.Parse(American)], await FindAsync(American));

    [Fact]
    public async Task FindAsync_KeyOfARestrictedSender_IsUnderItsMask()
    {
        var found = Assert.Single((await FindAsync(German))!);

        Assert.Equal("eu", MaskedId.ZoneOf(found.UserId));
        Assert.Equal([found], await FindAsync(found.Key));
    }

    [Theory]
    [InlineData("whatsapp/1")]
    [InlineData("whatsapp//1")]
    [InlineData("")]
    public async Task FindAsync_NoKeyAndNoId_IsRefused(string text) => Assert.Null(await FindAsync(text));

    [Fact]
    public async Task MayShow_RestrictedSender_AtHomeAlone()
    {
        var masked = Assert.Single((await FindAsync(German))!);

        Assert.True(Finder().MayShow(masked, Home));
        Assert.False(Finder().MayShow(masked, Away));
        Assert.False(Finder().MayShow(ConversationId.Parse(German), Away));
        Assert.True(Finder().MayShow(ConversationId.Parse(American), Away));
    }

    [Fact]
    public void MayShow_ZoneThatIsNoMore_Nowhere() =>
        Assert.False(Finder().MayShow(ConversationId.Parse("whatsapp/1/~gone.pAAAA"), Home));

    private static Task<IReadOnlyList<ConversationId>?> FindAsync(string text) => Finder().FindAsync(new() { Text = text });

    private static ConversationFinder Finder()
    {
        var options = new ResidencyOptions();
        options.Zones.Add(new() { Name = "eu", Regions = { Home.Name } });
        options.Rules.Add(new() { Name = "german", Zone = "eu", Countries = { "DE" } });
        return new(null!, null!, new(options, new(null, [Away, Home])), new(new byte[IdMask.MinKeyBytes]));
    }
}
