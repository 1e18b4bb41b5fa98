using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks;

/// <summary>What an outage that meets every webhook writes: a line a second, with the number of those left out.</summary>
public sealed class OutageLinesTests
{
    [Fact]
    public async Task Post_OnlyTheSpoolTakesThem_WritesALineASecondAndCountsTheRest()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        using var lines = new CapturedLines();
        await using var region = await RegionHost.StartAsync(
            new Uri("http://127.0.0.1:9/"), configure: services => services.AddSingleton<TimeProvider>(clock).AddSingleton<ILoggerProvider>(lines));
        region.Log.Break();
        region.DeadLetters.Broken = true;

        await PostAsync(region, 20);
        Assert.EndsWith("(0 lines of this kind were left out).", Assert.Single(lines.Of(2004)), StringComparison.Ordinal);
        Assert.Single(lines.Of(2003));
        Assert.Equal(20, region.Counted("webhook.spooled/log-unavailable"));

        clock.Advance(TimeSpan.FromSeconds(1));
        await PostAsync(region, 1);
        Assert.Equal(2, lines.Of(2004).Count);
        Assert.EndsWith("log-unavailable (19 lines of this kind were left out).", lines.Of(2004)[1], StringComparison.Ordinal);
    }

    private static async Task PostAsync(RegionHost region, int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var response = await region.PostAsync(Payloads.Messages(Payloads.Text($"wamid.{Guid.NewGuid()}", "hello")));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}
