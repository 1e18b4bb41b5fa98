using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansFailover.Residency.Events;
using OrleansFailover.Residency.Tests.Events;
using OrleansFailover.Residency.Tests.Rules;
using OrleansFailover.Residency.Tests.Sealing;

namespace OrleansFailover.Residency.Tests.Masking;

/// <summary>The switch of drills: it turns everything off, and only where all regions are on one machine.</summary>
public sealed class WithoutMaskingTests
{
    [Fact]
    public void Of_WithoutMasking_NobodyIsRestricted()
    {
        var free = new ResidentEvents(Sections.Policy(), new EventMask(Happened.Mask), withoutMasking: true);
        var happened = Happened.Message();

        Assert.False(free.RestrictsAnybody);
        Assert.Same(happened, free.Of(happened).Event);
        Assert.Null(free.Of(happened).Home);
    }

    [Theory]
    [InlineData("127.0.0.1:6379,abortConnect=false", "localhost:6380", true)]
    [InlineData("[::1]:6379", "127.0.0.1:6380", true)]
    [InlineData("127.0.0.1:6379", "eu-redis.example.com:10000,ssl=True", false)]
    [InlineData("redis:6379", "127.0.0.1:6380", false)]
    [InlineData("10.1.2.3:6379", "127.0.0.1:6380", false)]
    [InlineData("127.0.0.1:6379", "", false)]
    [InlineData(null, null, false)]
    public void Validate_WithoutMasking_IsRefusedWhereARegionIsElsewhere(string? first, string? second, bool isTaken)
    {
        Assert.Equal(isTaken, !Errors("true", first, second).Any(error => error.Contains("WithoutMasking is for drills only", StringComparison.Ordinal)));
        Assert.Empty(Errors("false", first, second));
    }

    [Theory]
    [InlineData("true", false)]
    [InlineData("false", true)]
    public void AddRestrictedSenders_TheSwitch_ReachesTheEvents(string switchValue, bool restricts)
    {
        using var services = Services(switchValue, "127.0.0.1:6379", "127.0.0.1:6380");

        Assert.Equal(restricts, services.GetRequiredService<ResidentEvents>().RestrictsAnybody);
    }

    private static List<string> Errors(string switchValue, string? first, string? second)
    {
        using var services = Services(switchValue, first, second);
        try
        {
            _ = services.GetRequiredService<IOptions<ResidencyOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }

    private static ServiceProvider Services(string switchValue, string? first, string? second)
    {
        List<KeyValuePair<string, string?>> settings =
        [
            new("Regions:Current", "eastus"),
            new("Regions:All:0:Redis", first),
            new("Regions:All:1:Redis", second),
            new("Residency:WithoutMasking", switchValue),
            new("Residency:IdKey", "a key of the masks, thirty-two bytes"),
            new("Residency:Zones:0:Keys:0:Use", "Current"),
            new("Residency:Zones:0:Keys:0:PublicKeyFile", TestKeys.PublicFile("eu-1")),
        ];
        var zone = Sections.Configuration("""
            Zones:0:Name=eu
            Zones:0:Regions:0=westeurope
            Rules:0:Name=german
            Rules:0:Zone=eu
            Rules:0:Countries:0=DE
            """);
        return new ServiceCollection()
            .AddRestrictedSenders(new ConfigurationBuilder().AddConfiguration(zone).AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();
    }
}
