using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansFailover.BusinessNumbers.Tests.Support;

/// <summary>The channel on a free port: takes the tokens that it is told to, for each number or its owner, and refuses others as the real one does.</summary>
internal sealed class FakeChannel : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeChannel(WebApplication app) => this.app = app;

    /// <summary>The tokens that are good now.</summary>
    public ConcurrentDictionary<string, bool> Good { get; } = new();

    /// <summary>Every request: method, path without the version, token, and whether the token was good.</summary>
    public ConcurrentQueue<(string Method, string Path, string Token, bool Taken)> Requests { get; } = new();

    public Uri Address => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<FakeChannel> StartAsync(params string[] good)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var channel = new FakeChannel(app);
        foreach (var token in good)
        {
            channel.Good[token] = true;
        }

        app.Run(channel.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return channel;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var token = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        var taken = Good.ContainsKey(token);
        Requests.Enqueue((context.Request.Method, string.Join('/', context.Request.Path.Value!.Split('/')[2..]), token, taken));
        context.Response.StatusCode = taken ? 200 : 401;
        return context.Response.WriteAsync(
            !taken ? """{"error":{"message":"Error validating access token","type":"OAuthException","code":190,"error_subcode":463,"fbtrace_id":"A1"}}"""
            : HttpMethods.IsGet(context.Request.Method) ? """{"id":"100"}"""
            : """{"messaging_product":"whatsapp","contacts":[{"input":"491701234567","wa_id":"491701234567"}],"messages":[{"id":"wamid.HBgMNDkxNzAxMjM0NTY3"}]}""",
            context.RequestAborted);
    }
}
