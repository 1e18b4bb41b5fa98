using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansFailover.Access;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Residency;
using OrleansFailover.Silo.Admin;

namespace OrleansFailover.Silo.Tests.Admin;

/// <summary>The endpoint of one region's silo, before grains of a test.</summary>
internal sealed class ForgetHost : IAsyncDisposable
{
    private const string Token = "an-operators-token-of-some-length";

    private readonly WebApplication app;
    private readonly HttpClient client;

    private ForgetHost(WebApplication app)
    {
        this.app = app;
        client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", Token);
    }

    public static async Task<ForgetHost> StartAsync(Dictionary<string, string?> settings, IGrainFactory grains)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(settings).AddInMemoryCollection([new("Access:Token", Token)]);
        builder.Services.AddRouting().AddAccess(builder.Configuration).AddRestrictedSenders(builder.Configuration).AddForget();
        builder.Services.AddSingleton(grains);
        builder.Services.AddSingleton<IBusinessNumbers, NoNumbers>();
        builder.Services.AddSingleton(new ThisRegion(new RegionId(settings["Regions:Current"]!)));
        var app = builder.Build();
        app.MapForget("/admin/conversations");
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    public Task<HttpResponseMessage> ForgetAsync(object request) =>
        client.PostAsJsonAsync("/admin/conversations/forget", request, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private sealed class NoNumbers : IBusinessNumbers
    {
        public BusinessNumberTable Current { get; } = new([], [], new Dictionary<string, AccessToken>(), null, "none");

        public IDisposable OnChange(Action<BusinessNumberTable> listener) => throw new NotSupportedException();
    }
}
