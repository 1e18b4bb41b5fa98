using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.RegionalState.Tests.Regions;

public sealed class ClockSkewTests
{
    [Theory]
    [InlineData("00:07:00", 420)]
    [InlineData("-00:07:00", -420)]
    public void AddRegions_ClockSkew_TheClockIsOffAndTheMonotonicOneIsNot(string skew, int seconds)
    {
        using var services = Services(skew);
        var time = services.GetRequiredService<TimeProvider>();

        Assert.InRange((time.GetUtcNow() - TimeProvider.System.GetUtcNow()).TotalSeconds, seconds - 5, seconds + 5);
        Assert.InRange(TimeProvider.System.GetElapsedTime(time.GetTimestamp()), TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void AddRegions_NoClockSkew_IsTheMachinesClock()
    {
        using var services = Services(null);

        Assert.Same(TimeProvider.System, services.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public void AddRegions_ClockSkewOfADay_IsRefused()
    {
        using var services = Services("1.00:00:00");

        var failure = Assert.Throws<OptionsValidationException>(services.GetRequiredService<TimeProvider>);
        Assert.Contains("ClockSkew", failure.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(string? skew)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Regions:Current"] = "eastus",
            ["Regions:All:0:Name"] = "eastus",
            ["Regions:All:0:Redis"] = "127.0.0.1:1",
            ["Regions:ClockSkew"] = skew,
        }).Build();
        return new ServiceCollection().AddSingleton(TimeProvider.System).AddRegions(configuration).BuildServiceProvider();
    }
}
