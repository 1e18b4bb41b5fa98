using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Tests.Standby;

public sealed class StandbyOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.Equal(64, Standby().IndexShards);

    [Fact]
    public void Validate_SeveralMistakes_TellsAllOfThemWithBothValues()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Standby(
            ("Standby:HeartbeatInterval", "00:00:02"), ("Standby:IndexShards", "0"), ("Standby:IncarnationExpiry", "00:00:01"), ("Standby:CopyBound", "00:01:00")));

        Assert.Contains(failure.Failures, error => error.Contains("IndexShards", StringComparison.Ordinal));
        Assert.Contains(failure.Failures, error => error.Contains("CopyBound", StringComparison.Ordinal));
        Assert.Contains(failure.Failures, error => error.Contains("HeartbeatInterval (00:00:02) must fit twice into StaleAfter (00:00:02)", StringComparison.Ordinal));
        Assert.Contains(failure.Failures, error => error.Contains("IncarnationExpiry (00:00:01) must not be shorter than StaleAfter (00:00:02)", StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_RegionsAreWrong_TellsAllOfThem()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Regions(
            ("Regions:Current", "south"), ("Regions:All:0:Name", "west"), ("Regions:All:0:Redis", "localhost"), ("Regions:All:1:Name", "west"), ("Regions:All:1:Redis", ""),
            ("Regions:All:2:Name", "No Name"), ("Regions:All:2:Redis", "localhost")));

        Assert.Contains(failure.Failures, error => error.Contains("Current ('south') must be one of All (west, west, No Name)", StringComparison.Ordinal));
        Assert.Contains(failure.Failures, error => error.Contains("'west' 2 times", StringComparison.Ordinal));
        Assert.Contains(failure.Failures, error => error.Contains("Redis of region 'west'", StringComparison.Ordinal));
        Assert.Contains(failure.Failures, error => error.Contains("All[2].Name", StringComparison.Ordinal));
    }

    [Fact]
    public void PrimaryRegion_AnyConversation_IsTheFirstConfigured()
    {
        using var services = Services(("Regions:Current", "north"), ("Regions:All:0:Name", "west"), ("Regions:All:0:Redis", "a"), ("Regions:All:1:Name", "north"), ("Regions:All:1:Redis", "b"));
        Assert.Equal("west", services.GetRequiredService<IPrimaryRegionPolicy>().PrimaryOf("any").Name);
        Assert.Equal(["north"], services.GetRequiredService<RegionMap>().Peers.Select(region => region.Name).Prepend("north").Except(["west"]));
    }

    [Fact]
    public void ShardOf_SameKey_IsTheSameInEveryReleaseAndSpreads()
    {
        var keys = new StandbyKeys(Options.Create(new StandbyOptions()));
        Assert.Equal(0xe40c292cu % 64, (uint)keys.ShardOf("a"));
        var counts = Enumerable.Range(0, 64_000).CountBy(i => keys.ShardOf(string.Create(CultureInfo.InvariantCulture, $"whatsapp/1065/49170{i}"))).ToDictionary();
        Assert.Equal(64, counts.Count);
        Assert.All(counts.Values, count => Assert.InRange(count, 700, 1300));
    }

    [Fact]
    public void LogEvents_OfTheArea_HaveUniqueIdsFromItsRange()
    {
        foreach (var (area, first) in new[] { (typeof(StandbyOptions), 5100), (typeof(RegionMap), 5000) })
        {
            var log = area.Assembly.GetType($"{area.Namespace}.Log", throwOnError: true)!;
            int[] ids = [.. log.GetMethods(BindingFlags.Static | BindingFlags.Public).Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId).OfType<int>()];
            Assert.NotEmpty(ids);
            Assert.Equal(ids.Length, ids.Distinct().Count());
            Assert.All(ids, id => Assert.InRange(id, first, first + 99));
        }
    }

    private static StandbyOptions Standby(params (string Key, string Value)[] settings) =>
        Services([("Regions:Current", "west"), ("Regions:All:0:Name", "west"), ("Regions:All:0:Redis", "localhost"), .. settings])
            .GetRequiredService<IOptions<StandbyOptions>>().Value;

    private static RegionOptions Regions(params (string Key, string Value)[] settings) => Services(settings).GetRequiredService<IOptions<RegionOptions>>().Value;

    private static ServiceProvider Services(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddLogging()
        .AddPendingCopies(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build())
        .BuildServiceProvider();
}
