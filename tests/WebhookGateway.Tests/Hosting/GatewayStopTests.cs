using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Hosting;

/// <summary>The end of a gateway, over the real listener. Only the delay of the stop goes by the test's clock.</summary>
public sealed class GatewayStopTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider clock = new();
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_InService_IsNotReadyFirstServesOnDrainsAndThenEnds()
    {
        await using var region = await StartAsync(Delay);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(region, "/health/ready"));

        var stopping = region.StopAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await GetAsync(region, "/health/ready"));
        using var health = await region.Client.GetAsync(new Uri("/health", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Contains("\"gateway\":{\"status\":\"Unhealthy\",\"description\":\"stopping\"}", await health.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(region, "/health/live"));
        using var served = await PostAsync(region, "wamid.1");
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);

        // One webhook is in work when the delay is over.
        region.Log.Before = HoldAsync;
        var inWork = PostAsync(region, "wamid.2");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        Assert.False(stopping.IsCompleted);
        clock.Advance(Delay);
        await Eventually.True(() => !Listens(region), "the listener closed");
        Assert.False(stopping.IsCompleted);

        release.SetResult();
        using var drained = await inWork;
        Assert.Equal(HttpStatusCode.OK, drained.StatusCode);
        await stopping.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        Assert.Equal(["wamid.1", "wamid.2"], region.Log.Events.Select(item => item.Id.Value));
    }

    [Fact]
    public async Task Stop_NoDelay_TurnsWebhooksAwayThatComeMeanwhile()
    {
        // The control: without the delay whoever has not seen the readiness yet meets a closed door.
        await using var region = await StartAsync(TimeSpan.Zero);
        region.Log.Before = HoldAsync;
        var inWork = PostAsync(region, "wamid.1");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);

        var stopping = region.StopAsync();
        await Eventually.True(() => !Listens(region), "the listener closed");

        release.SetResult();
        using var drained = await inWork;
        Assert.Equal(HttpStatusCode.OK, drained.StatusCode);
        await stopping.WaitAsync(TimeSpan.FromSeconds(20), Ct);
    }

    [Fact]
    public async Task Stop_HostOptions_LeaveTimeForTheDelayAndTheDrain()
    {
        await using var region = await StartAsync(Delay);
        Assert.Equal(Delay + TimeSpan.FromSeconds(20), region.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    private static bool Listens(RegionHost region)
    {
        try
        {
            using var connection = new TcpClient();
            connection.Connect(IPAddress.Loopback, region.Client.BaseAddress!.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task<HttpStatusCode> GetAsync(RegionHost region, string path)
    {
        using var response = await region.Client.GetAsync(new Uri(path, UriKind.Relative), Ct);
        return response.StatusCode;
    }

    private static Task<HttpResponseMessage> PostAsync(RegionHost region, string id) => region.PostAsync(Payloads.Messages(Payloads.Text(id, "hello")));

    private Task HoldAsync(CancellationToken cancellationToken)
    {
        entered.TrySetResult();
        return release.Task;
    }

    private Task<RegionHost> StartAsync(TimeSpan delay) => RegionHost.StartAsync(
        settings: new()
        {
            ["Gateway:StopDelay"] = delay.ToString(),
            ["Health:CacheFor"] = "00:00:00",
            ["Webhook:AckBudget"] = "00:00:30",
        },
        configure: services => services.AddSingleton(provider => new GatewayStop(
            provider.GetRequiredService<IOptions<GatewayOptions>>(), provider.GetRequiredService<IHostApplicationLifetime>(), clock, NullLogger<GatewayStop>.Instance)),
        listener: kestrel => kestrel.Listen(IPAddress.Loopback, 0));
}
