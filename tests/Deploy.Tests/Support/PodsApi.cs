using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.Deploy.Tests.Support;

/// <summary>As much of the Kubernetes API as a silo asks for: one pod, the list, the watch, the patch. It keeps what was asked as verbs of a role.</summary>
internal sealed class PodsApi(string pod, IReadOnlyDictionary<string, string> labels) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _verbs = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _watched = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication? _app;

    /// <summary>The verbs that were used on pods; what was asked beside pods is a verb with its path.</summary>
    public IEnumerable<string> Verbs => _verbs.Keys.Order();

    /// <summary>Ends when somebody watches.</summary>
    public Task Watched => _watched.Task;

    public string Address => _app!.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(AnswerAsync);
        await _app.StartAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        const string Pods = "/api/v1/namespaces/conversations/pods";
        var path = context.Request.Path.Value!;
        var one = new { apiVersion = "v1", kind = "Pod", metadata = new { name = pod, @namespace = "conversations", labels } };
        var verb = (context.Request.Method, path) switch
        {
            ("GET", Pods) => context.Request.Query["watch"] == "true" ? "watch" : "list",
            ("GET", Pods + "/silo-0") => "get",
            ("PATCH", Pods + "/silo-0") => "patch",
            var (method, other) => $"{method} {other}",
        };
        _verbs[verb] = true;
        if (verb == "watch")
        {
            context.Response.ContentType = "application/json";
            await context.Response.StartAsync();
            await context.Response.Body.FlushAsync();
            _watched.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        object answer = verb == "list" ? new { apiVersion = "v1", kind = "PodList", metadata = new { }, items = new[] { one } } : one;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(answer), context.RequestAborted);
    }
}
