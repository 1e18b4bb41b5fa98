using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.Access.Tests.Support;

/// <summary>A host with one endpoint of each kind.</summary>
internal sealed class AccessHost : IAsyncDisposable
{
    public const string Token = "an-operators-token-of-some-length";

    private readonly WebApplication app;

    private AccessHost(WebApplication app, LogLines log)
    {
        this.app = app;
        Log = log;
        Client = app.GetTestClient();
    }

    public HttpClient Client { get; }

    public LogLines Log { get; }

    public TimeProvider Time => app.Services.GetRequiredService<TimeProvider>();

    public static async Task<AccessHost> StartAsync(Dictionary<string, string?> settings, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        var log = new LogLines();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddRouting().AddAccess(builder.Configuration).AddSignIn(builder.Configuration);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseSecurityHeaders();
        app.MapGet("/public", () => "public").ForEverybody();
        app.MapGet("/forgotten", () => "nobody said for whom");
        app.MapGet("/viewers", () => "viewers").ForViewers();
        app.MapPost("/operators", () => Results.Ok("done")).ForOperators("a test");
        app.MapPost("/operators/broken", IResult () => throw new InvalidOperationException("broken")).ForOperators("a failing test");
        app.MapGet("/page", () => Results.Content("<p>page</p>", "text/html")).AsPagesForViewers();
        app.MapSignIn();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new AccessHost(app, log);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? token = null, string? accept = null, string? cookie = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return await Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
