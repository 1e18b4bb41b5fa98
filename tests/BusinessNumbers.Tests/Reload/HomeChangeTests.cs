using OrleansFailover.BusinessNumbers.Tests.Support;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.BusinessNumbers.Tests.Reload;

public sealed class HomeChangeTests
{
    private const string Home = "BusinessNumbers:Numbers:shop:HomeRegion";
    private const string Previous = "BusinessNumbers:Numbers:shop:PreviousHomeRegion";
    private static readonly string Key = ConversationId.Create("whatsapp", "100", "491701234567").Key;

    [Theory]
    [InlineData(null, null, "north", null, false)]
    [InlineData(null, null, "north", "west", true)]
    [InlineData(null, null, "north", "east", false)]
    [InlineData(null, null, "west", null, true)]
    [InlineData("north", null, null, null, false)]
    [InlineData("north", null, null, "north", true)]
    [InlineData("north", null, "east", "north", true)]
    [InlineData("north", "west", "north", null, true)]
    [InlineData("north", "west", "west", "north", true)]
    [InlineData("north", "west", "east", "north", false)]
    [InlineData("north", "west", "east", "west", false)]
    public async Task Reload_Change_IsTakenOnlyWhereBothRegionsAreNamed(string? home, string? previous, string? nextHome, string? nextPrevious, bool taken)
    {
        await using var host = Shop((Home, home), (Previous, previous));
        var before = host.Table;

        host.Settings.Change((Home, nextHome), (Previous, nextPrevious));

        var homes = host.Get<IPrimaryRegionPolicy>();
        Assert.Equal((taken ? nextHome : home) ?? "west", homes.PrimaryOf(Key).Name);
        Assert.Equal(taken ? nextPrevious : previous, homes.PreviousPrimaryOf(Key)?.Name);
        Assert.Equal(taken ? 0 : 1, host.Logs.Of(6001).Count);
        if (!taken)
        {
            Assert.Same(before, host.Table);
            Assert.Contains("PreviousHomeRegion", host.Logs.Of(6001)[0], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Reload_Refused_OtherChangesOfTheSameReloadAreNotTakenEither()
    {
        await using var host = Shop();
        Assert.NotNull(host.Table);

        host.Settings.Change((Home, "north"), ("BusinessNumbers:Numbers:shop:AccessToken", "EAAnew"));

        Assert.Equal("EAAold", Assert.Single(host.Table.Numbers).Token!.Value);
    }

    [Fact]
    public async Task Reload_TwoNumbersChange_EachIsNamed()
    {
        await using var host = Shop(("BusinessNumbers:Numbers:help:PhoneNumberId", "200"), ("BusinessNumbers:Numbers:help:AccessToken", "EAAhelp"));
        Assert.NotNull(host.Table);

        host.Settings.Change((Home, "north"), ("BusinessNumbers:Numbers:help:HomeRegion", "east"));

        var line = Assert.Single(host.Logs.Of(6001));
        Assert.Contains("number shop changes from west to north; set its PreviousHomeRegion to west", line, StringComparison.Ordinal);
        Assert.Contains("number help changes from west to east; set its PreviousHomeRegion to west", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reload_ListedForTheFirstTimeWithAnotherHome_IsAChangeToo()
    {
        // Without a list every number is served, and at home in the first region.
        await using var host = NumbersHost.Silo(("WhatsApp:CloudApi:AccessToken", "EAAold"));
        Assert.Equal("west", host.Get<IPrimaryRegionPolicy>().PrimaryOf(Key).Name);

        host.Settings.Change(("BusinessNumbers:Numbers:shop:PhoneNumberId", "100"), (Home, "north"));
        Assert.Equal("west", host.Get<IPrimaryRegionPolicy>().PrimaryOf(Key).Name);

        host.Settings.Change((Previous, "west"));
        Assert.Equal("north", host.Get<IPrimaryRegionPolicy>().PrimaryOf(Key).Name);
    }

    [Fact]
    public async Task Reload_NumberThatWasNotServed_MayComeWithAnyHome()
    {
        await using var host = Shop();
        Assert.NotNull(host.Table);

        host.Settings.Change(
            ("BusinessNumbers:Numbers:help:PhoneNumberId", "200"), ("BusinessNumbers:Numbers:help:AccessToken", "EAAhelp"), ("BusinessNumbers:Numbers:help:HomeRegion", "north"));

        Assert.Equal("north", host.Get<IPrimaryRegionPolicy>().PrimaryOf(ConversationId.Create("whatsapp", "200", "u").Key).Name);
    }

    private static NumbersHost Shop(params (string Key, string? Value)[] more) =>
        NumbersHost.Silo([("BusinessNumbers:Numbers:shop:PhoneNumberId", "100"), ("BusinessNumbers:Numbers:shop:AccessToken", "EAAold"), .. more]);
}
