using Microsoft.AspNetCore.HostFiltering;
using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Phone;

/// <summary>The web page on which the user plays a customer, and the calls that the page makes.</summary>
internal sealed class PhoneServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PhoneServer(WebApplication app) => _app = app;

    /// <summary>Starts listening; the port must be free.</summary>
    public static async Task<PhoneServer> StartAsync(
        int port, ChannelSimulator channel, IRegionSwitches regions, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");

        // The page can kill processes: a page of another origin must not reach it under a name of its own.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ["127.0.0.1", "localhost"]);
        builder.Services.AddHostFiltering(_ => { });
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(channel);
        builder.Services.AddSingleton(regions);
        builder.Services.AddSingleton<PhoneBook>();
        builder.Services.AddSingleton<RegionWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RegionWatch>());

        var app = builder.Build();
        app.UseHostFiltering();
        app.MapPage();
        app.MapPhones();
        app.MapRegionSwitches();
        await app.StartAsync(cancellationToken);
        return new PhoneServer(app);
    }

    /// <summary>Where the page is.</summary>
    public Uri Address => new(_app.Urls.First());

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }
}
