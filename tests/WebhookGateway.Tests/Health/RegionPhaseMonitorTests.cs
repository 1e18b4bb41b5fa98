using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OrleansFailover.WebhookGateway.Health;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Health;

public sealed class RegionPhaseMonitorTests
{
    [Fact]
    public async Task IsActive_CheckChanges_FollowsItAndKeepsThePhaseWhileUnknown()
    {
        var status = HealthStatus.Healthy;
        var calls = 0;
        var services = new ServiceCollection().AddLogging();
        services.AddHealthChecks()
            .AddCheck("region", () =>
            {
                Interlocked.Increment(ref calls);
                return new HealthCheckResult(status);
            })
            .AddCheck("other", () => HealthCheckResult.Unhealthy());
        await using var provider = services.BuildServiceProvider();
        using var monitor = new RegionPhaseMonitor(
            provider.GetRequiredService<HealthCheckService>(),
            Options.Create(new HealthOptions { PhaseInterval = TimeSpan.FromMilliseconds(20) }),
            TimeProvider.System,
            NullLogger<RegionPhaseMonitor>.Instance);
        Assert.False(monitor.IsActive);

        await monitor.StartAsync(TestContext.Current.CancellationToken);
        Assert.True(monitor.IsActive);
        status = HealthStatus.Degraded;
        var before = Volatile.Read(ref calls);
        await Eventually.True(() => Volatile.Read(ref calls) >= before + 2, "two looks at a degraded region");
        Assert.True(monitor.IsActive);
        status = HealthStatus.Unhealthy;
        await Eventually.True(() => !monitor.IsActive, "the region becoming inactive");
        status = HealthStatus.Healthy;
        await Eventually.True(() => monitor.IsActive, "the region becoming active");
        await monitor.StopAsync(TestContext.Current.CancellationToken);
    }
}
