using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansFailover.Silo.Tests.Channels.CloudApi;

/// <summary>The messages endpoint of the channel on a free port: refuses what has not the documented shape, and fails as it is told.</summary>
internal sealed class CloudApiPeer : IAsyncDisposable
{
    public const string Token = "EAAtest-token-must-not-be-logged";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> answers = new();

    private CloudApiPeer(WebApplication app) => this.app = app;

    public ConcurrentQueue<PeerRequest> Requests { get; } = new();

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<CloudApiPeer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var peer = new CloudApiPeer(app);
        app.Run(peer.HandleAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return peer;
    }

    /// <summary>The next answers, each used once; then every request is accepted.</summary>
    public void Next(params Func<HttpContext, Task>[] next)
    {
        foreach (var answer in next)
        {
            answers.Enqueue(answer);
        }
    }

    public static Func<HttpContext, Task> Error(int status, int code, bool? isTransient = null) => Body(status, JsonSerializer.Serialize(new
    {
        error = new { message = "an error", type = "OAuthException", code, is_transient = isTransient, error_data = "details", fbtrace_id = "A1" },
    }));

    public static Func<HttpContext, Task> Body(int status, string body) => context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>The request is read to its end, then the connection is reset.</summary>
    public static Task Drop(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>The request is read to its end and never answered.</summary>
    public static async Task Hang(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var text = Encoding.UTF8.GetString(body.ToArray());
        Requests.Enqueue(new(context.Request.Method, context.Request.Path, context.Request.Headers.UserAgent.ToString(), context.Request.Headers.Authorization.ToString(), text));
        if (answers.TryDequeue(out var answer))
        {
            await answer(context);
            return;
        }

        var complaint = DocumentedShape.Complaint(context.Request, text);
        await (complaint is null
            ? Body(200, """{"messaging_product":"whatsapp","contacts":[{"input":"491701234567","wa_id":"491701234567"}],"messages":[{"id":"wamid.HBgMNDkxNzAxMjM0NTY3"}]}""")
            : Body(400, JsonSerializer.Serialize(new { error = new { message = complaint, type = "OAuthException", code = 100 } })))(context);
    }
}
