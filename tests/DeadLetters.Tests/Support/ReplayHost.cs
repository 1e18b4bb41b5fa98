using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansFailover.Access;
using OrleansFailover.DeadLetters.Replay;
using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.InboundLog;
using OrleansFailover.RegionalState;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.Residency;
using OrleansFailover.WebhookGateway.Admin;
using OrleansFailover.WebhookGateway.DeadLetters;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Health;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Wasender;

namespace OrleansFailover.DeadLetters.Tests.Support;

/// <summary>A region's gateway as the program builds it, over files, with a log and a phase that the test moves.</summary>
internal sealed class ReplayHost : IAsyncDisposable, IInboundLog, IPendingCopies, IRegionPhase
{
    public const string Token = "an-operators-token-of-some-length";
    public const string Secret = "test_app_secret";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("dead-letters-");
    private readonly DirectoryInfo spool = Directory.CreateTempSubdirectory("spool-");
    private WebApplication app = null!;
    private volatile bool active = true;

    /// <summary>What the log took, in order.</summary>
    public List<InboundEvent> Log { get; } = [];

    /// <summary>Where the events of the log go on to.</summary>
    public Func<InboundEvent, Task> Deliver { get; set; } = _ => Task.CompletedTask;

    /// <summary>Throws for the events that the log refuses.</summary>
    public Action<InboundEvent> Refuse { get; set; } = _ => { };

    public bool IsActive
    {
        get
        {
            Interlocked.Increment(ref Looks);
            return active;
        }

        set => active = value;
    }

    /// <summary>How often somebody asked whether the region is active.</summary>
    public int Looks;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>The way to it for another client.</summary>
    public HttpMessageHandler Handler() => app.GetTestServer().CreateHandler();

    public FakeFailoverEvents FailoverEvents { get; } = new();

    public IDeadLetterStore Store => app.Services.GetRequiredService<IDeadLetterStore>();

    public DeadLetterReplayer Replayer => app.Services.GetRequiredService<DeadLetterReplayer>();

    public static async Task<ReplayHost> StartAsync(Dictionary<string, string?>? settings = null, string? token = Token)
    {
        var host = new ReplayHost();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DeadLetters:Directory"] = host.directory.FullName,
            ["Spool:Directory"] = host.spool.FullName,
            ["DeadLetters:AutoReplay"] = "false",
            ["Access:Token"] = token,
            ["Health:Required:0"] = "region",
            ["Health:CacheFor"] = "00:00:00.010",
            ["Webhook:AppSecret"] = Secret,
            ["Webhook:VerifyToken"] = "test_verify_token",
            ["Webhook:AckBudget"] = "00:00:01",
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Services.Configure<RegionOptions>(regions =>
        {
            regions.Current = "eastus";
            regions.All.Add(new RegionEndpoint { Name = "eastus", Redis = "x" });
        });
        builder.Services.AddSingleton<RegionMap>();
        builder.Services.AddSingleton<IFailoverEvents>(host.FailoverEvents);
        builder.Services.AddSingleton(new ThisRegion(new RegionId("eastus")));
        builder.Services.AddGateway();
        builder.Services.AddRestrictedSenders(builder.Configuration);
        builder.Services.AddWebhookVerification();
        builder.Services.AddWebhookIntake();
        builder.Services.AddWasenderWebhooks();
        builder.Services.AddFailoverForwarding();
        builder.Services.AddSpool();
        builder.Services.AddSingleton<IInboundLog>(host);
        builder.Services.AddSingleton<IPendingCopies>(host);
        builder.Services.AddSingleton<IRegionPhase>(host);
        builder.Services.AddSingleton<IRegionNotes>(new FakeRegionNotes());
        builder.Services.AddDeadLetters(builder.Configuration);
        builder.Services.AddRegionHealth();
        builder.Services.AddHealthChecks().AddCheck("region", () => host.active ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
        builder.Services.AddWebhookReplay();
        builder.Services.AddAccess(builder.Configuration);
        builder.Services.AddAdmin();
        host.app = builder.Build();
        host.app.ValidateOptions();
        host.app.MapGateway(GatewayRole.Region);
        await host.app.StartAsync(TestContext.Current.CancellationToken);
        host.Client = host.app.GetTestClient();
        return host;
    }

    public async Task AppendAsync(IReadOnlyList<InboundEvent> events, CancellationToken cancellationToken)
    {
        foreach (var inboundEvent in events)
        {
            Refuse(inboundEvent);
        }

        foreach (var inboundEvent in events)
        {
            lock (Log)
            {
                Log.Add(inboundEvent);
            }

            await Deliver(inboundEvent);
        }
    }

    public ValueTask<int> CopyAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken) => ValueTask.FromResult(0);

    public ValueTask<int> CopyEverywhereAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken) =>
        ValueTask.FromResult(0);

    public string[] LogIds()
    {
        lock (Log)
        {
            return [.. Log.Select(item => item.Id.Value)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        // To dispose it does not wait for what it does in the background, which writes into the folders.
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        directory.Delete(recursive: true);
        spool.Delete(recursive: true);
    }
}
