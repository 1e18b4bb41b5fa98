using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.WebhookGateway.Edge;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Edge;

/// <summary>The edge as the program builds it, in front of two regions on free ports.</summary>
internal sealed class EdgeHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private EdgeHost(WebApplication app, FakePeer primary, FakePeer second, FakeFailoverEvents failoverEvents)
    {
        this.app = app;
        FailoverEvents = failoverEvents;
        Primary = primary;
        Second = second;
        Client = app.GetTestClient();
    }

    public FakePeer Primary { get; }

    public FakePeer Second { get; }

    public FakeFailoverEvents FailoverEvents { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    /// <param name="probe">The probe interval; long by default, so that a test sees what webhooks alone do.</param>
    public static async Task<EdgeHost> StartAsync(string probe = "00:01:00", Dictionary<string, string?>? settings = null, IPAddress? from = null, Action<IServiceCollection>? configure = null)
    {
        var primary = await FakePeer.StartAsync();
        var second = await FakePeer.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Edge:Regions:0:Name"] = "eastus",
            ["Edge:Regions:0:Address"] = primary.Address.ToString(),
            ["Edge:Regions:1:Name"] = "westeurope",
            ["Edge:Regions:1:Address"] = second.Address.ToString(),
            ["Edge:ProbeInterval"] = probe,
            ["Edge:HedgeAfter"] = "00:00:05",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Services.AddGateway();
        builder.Services.AddRegionMonitoring();
        builder.Services.AddEdgeRouting();
        var failoverEvents = new FakeFailoverEvents();
        builder.Services.AddSingleton<IFailoverEvents>(failoverEvents);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.Connection.RemoteIpAddress = from;
            return next(context);
        });
        app.MapEdge();
        await app.StartAsync(TestContext.Current.CancellationToken);
        var edge = new EdgeHost(app, primary, second, failoverEvents);
        await edge.StateAsync("Healthy", "Healthy");
        return edge;
    }

    public Task<HttpResponseMessage> PostAsync(string body = "{}", params (string Name, string Value)[] headers)
    {
        var request = Signed.Post("test_app_secret", Encoding.UTF8.GetBytes(body));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> RegionsAsync()
    {
        using var document = JsonDocument.Parse(await Client.GetStringAsync(new Uri("/edge/regions", UriKind.Relative), TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    /// <summary>Waits until the edge sees both regions so.</summary>
    public async Task StateAsync(string primary, string second)
    {
        var states = "";
        for (var i = 0; i < 1000; i++)
        {
            states = string.Join(' ', (await RegionsAsync()).GetProperty("regions").EnumerateArray().Select(r => r.GetProperty("state").GetString()));
            if (states == $"{primary} {second}")
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"Waited for the edge to see {primary} {second}; it sees {states}.");
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await Primary.DisposeAsync();
        await Second.DisposeAsync();
    }
}
