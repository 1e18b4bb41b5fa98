using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansFailover.Access;
using OrleansFailover.Residency;

namespace OrleansFailover.Silo.Tests.Admin;

/// <summary>Endpoints of one region's silo that know restricted senders, and a client with the operator's token.</summary>
internal sealed class AdminHost : IAsyncDisposable
{
    private const string Token = "an-operators-token-of-some-length";

    private readonly WebApplication app;

    private AdminHost(WebApplication app)
    {
        this.app = app;
        Client = app.GetTestClient();
        Client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
    }

    public HttpClient Client { get; }

    public static async Task<AdminHost> StartAsync(
        Dictionary<string, string?> settings, Action<IEndpointRouteBuilder> map, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection([new("Access:Token", Token)]);
        builder.Services.AddRouting().AddAccess(builder.Configuration).AddRestrictedSenders(builder.Configuration);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        map(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
