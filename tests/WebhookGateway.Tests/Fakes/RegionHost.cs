using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.DeadLetters;
using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.InboundLog;
using OrleansFailover.RegionalState;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.Residency;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Health;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Wasender;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

/// <summary>A region's gateway as the program builds it, in memory, with a log, copies, dead letters and a phase that a test can break.</summary>
internal sealed class RegionHost : IAsyncDisposable
{
    public const string Secret = "test_app_secret";
    public const string Token = "test_verify_token";

    private readonly WebApplication app;
    private readonly MeterListener meters = new();
    private readonly Dictionary<string, double> counted = [];

    private readonly TempFolder folder;

    private RegionHost(WebApplication app, TempFolder folder) => (this.app, this.folder) = (app, folder);

    public FakeInboundLog Log { get; } = new();

    public FakePendingCopies Copies { get; } = new();

    public FakeDeadLetters DeadLetters { get; } = new();

    public FakePhase Phase { get; } = new();

    public FakeRegionNotes Notes { get; } = new();

    public FakeFailoverEvents FailoverEvents { get; } = new();

    public IServiceProvider Services => app.Services;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>All that is on the spool's disk. A file that was replaced while it was listed starts the reading over.</summary>
    public string ReadSpool()
    {
        while (true)
        {
            try
            {
                return string.Join('\n', Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not "owner").Select(Read));
            }
            catch (FileNotFoundException)
            {
            }
        }
    }

    public static async Task<RegionHost> StartAsync(
        Uri? peer = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? configure = null, IConfigurationSource? source = null,
        string region = "eastus", Action<KestrelServerOptions>? listener = null)
    {
        var folder = new TempFolder();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _ = listener is null ? builder.WebHost.UseTestServer() : builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Webhook:AppSecret"] = Secret, ["Webhook:VerifyToken"] = Token, ["Spool:Directory"] = folder.Path });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        if (source is not null)
        {
            ((IConfigurationBuilder)builder.Configuration).Add(source);
        }

        RegionHost? host = null;
        builder.Services.Configure<RegionOptions>(regions =>
        {
            regions.Current = region;
            regions.All.Add(new RegionEndpoint { Name = "eastus", Redis = "x" });
            regions.All.Add(new RegionEndpoint { Name = "westeurope", Redis = "x", Gateway = peer });
        });
        builder.Services.AddGateway();
        builder.Services.AddRestrictedSenders(builder.Configuration);
        builder.Services.AddWebhookVerification();
        builder.Services.AddWebhookIntake();
        builder.Services.AddWasenderWebhooks();
        builder.Services.AddFailoverForwarding();
        builder.Services.AddSpool();
        builder.Services.AddSingleton<IInboundLog>(_ => host!.Log);
        builder.Services.AddSingleton<IPendingCopies>(_ => host!.Copies);
        builder.Services.AddSingleton<IDeadLetterStore>(_ => host!.DeadLetters);
        builder.Services.AddSingleton<IRegionPhase>(_ => host!.Phase);
        builder.Services.AddSingleton<IRegionNotes>(_ => host!.Notes);
        builder.Services.AddSingleton<IFailoverEvents>(_ => host!.FailoverEvents);
        builder.Services.AddSingleton<RegionMap>();
        builder.Services.AddCredentialHealth();
        builder.Services.AddRegionHealth();
        builder.Services.AddHealthChecks().AddCheck("region", () => host!.Phase.IsActive ? HealthCheckResult.Healthy("active") : HealthCheckResult.Unhealthy("recovering"));
        if (listener is not null)
        {
            builder.Services.Configure(listener);
        }

        configure?.Invoke(builder.Services);

        var app = builder.Build();
        app.ValidateOptions();
        host = new RegionHost(app, folder);
        host.Listen(app.Services.GetRequiredService<IMeterFactory>());
        app.UseQuietErrors();
        app.MapWebhook();
        app.MapWasenderWebhooks();
        app.MapRegionHealth();
        await app.StartAsync(TestContext.Current.CancellationToken);
        host.Client = listener is null
            ? app.GetTestClient()
            : new HttpClient { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
        return host;
    }

    public Task<HttpResponseMessage> PostAsync(string body, params (string Name, string Value)[] headers) =>
        PostAsync(Encoding.UTF8.GetBytes(body), headers);

    public Task<HttpResponseMessage> PostAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        var request = Signed.Post(Secret, body);
        foreach (var (name, value) in headers)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Asks the host to end, as its program does when it is told to.</summary>
    public Task StopAsync() => app.StopAsync(CancellationToken.None);

    /// <summary>The sum of a counter, with the values of its tags in order: <c>webhook.rejected/signature</c>.</summary>
    public double Counted(string name)
    {
        lock (counted)
        {
            return counted.GetValueOrDefault(name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        meters.Dispose();
        await app.DisposeAsync();
        folder.Dispose();
    }

    private static string Read(string file)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(open, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private void Listen(IMeterFactory factory)
    {
        meters.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Add(instrument, 1, tags));
        meters.Start();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = instrument.Name;
        foreach (var tag in tags)
        {
            key += "/" + tag.Value;
        }

        lock (counted)
        {
            counted[key] = counted.GetValueOrDefault(key) + value;
        }
    }
}
