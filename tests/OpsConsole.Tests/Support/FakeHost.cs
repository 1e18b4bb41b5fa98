using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.OpsConsole.Tests.Support;

/// <summary>Something that listens on a port of this machine and answers as it is told; it notes who asked for what with which token.</summary>
internal sealed class FakeHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, string? Token)> asked = new();

    private FakeHost(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public IReadOnlyCollection<(string Path, string? Token)> Asked => asked;

    /// <param name="answer">The answers by path; one that never ends is a host that hangs.</param>
    public static async Task<FakeHost> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var host = new FakeHost(app);
        app.Run(context =>
        {
            host.asked.Enqueue((context.Request.Path, context.Request.Headers.Authorization));
            return answer(context);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>A host whose every path answers that it is healthy.</summary>
    public static Task<FakeHost> HealthyAsync() => StartAsync(context => context.Response.WriteAsync(
        """{"status":"Healthy","parts":{"store":{"status":"Healthy","description":"reads and writes"}}}"""));

    /// <summary>A host that takes connections and never answers.</summary>
    public static Task<FakeHost> HangingAsync() => StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
