using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>The gateway of a region, on a port of its own: answers as it is told and keeps what it got.</summary>
internal sealed class FakePeer : IAsyncDisposable
{
    private WebApplication? app;

    public ConcurrentQueue<(IHeaderDictionary Headers, string Body, string Query)> Got { get; } = new();

    public Func<HttpContext, Task> Answer { get; set; } = context => Status(context, 200);

    public bool Healthy { get; set; } = true;

    public Uri Address { get; private set; } = new("http://127.0.0.1:1");

    public static async Task<FakePeer> StartAsync()
    {
        var peer = new FakePeer();
        await peer.ListenAsync(0);
        return peer;
    }

    public static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Stops listening; connections are cut.</summary>
    public async Task StopAsync()
    {
        if (app is { } running)
        {
            app = null;
            using var now = new CancellationTokenSource();
            await now.CancelAsync();
            await running.StopAsync(now.Token);
            await running.DisposeAsync();
        }
    }

    /// <summary>Listens again on the same port.</summary>
    public Task ReturnAsync() => ListenAsync(Address.Port);

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task ListenAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var built = builder.Build();
        built.MapGet("/health", context => Status(context, Healthy ? 200 : 503));
        built.Map("/webhook", TakeAsync);
        built.Map("/webhook/{app}", TakeAsync);
        built.Map("/wasender/{session}/{secret}", TakeAsync);
        await built.StartAsync();
        app = built;
        Address = new(built.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        Got.Enqueue((new HeaderDictionary(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>(context.Request.Headers)), body, context.Request.QueryString.Value ?? ""));
        await Answer(context);
    }
}
