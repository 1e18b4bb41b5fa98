using OrleansFailover.Access;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Secrets;
using OrleansFailover.DeadLetters;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.InboundLog;
using OrleansFailover.InboundLog.FailoverEvents;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.Residency;
using OrleansFailover.Telemetry;
using OrleansFailover.WebhookGateway.Admin;
using OrleansFailover.WebhookGateway.DeadLetters;
using OrleansFailover.WebhookGateway.Edge;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Health;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Wasender;

var builder = WebApplication.CreateSlimBuilder(args);
var configuration = builder.Configuration;
builder.WebHost.UseKestrelHttpsConfiguration();
builder.AddSecretSources();

var role = configuration.GatewayRole();
_ = role is GatewayRole.Edge
    ? builder.Services
        .AddGateway()
        .AddTelemetry(configuration, "edge", region: null)
        .AddPseudonyms(configuration)
        .AddPlainLogs()
        .AddAccess(configuration)
        .AddRegionMonitoring()
        .AddEdgeFailoverEvents(configuration)
        .AddEdgeRouting()
    : builder.Services
        .AddGateway()
        .AddTelemetry(configuration, "gateway", configuration["Regions:Current"])
        .AddPseudonyms(configuration)
        .AddPlainLogs()
        .AddRegions(configuration)
        .AddRestrictedSenders(configuration)
        .AddFailoverEvents(configuration)
        .AddWebhookVerification()
        .AddWebhookIntake()
        .AddWasenderWebhooks()
        .AddInboundLog(configuration)
        .AddPendingCopies(configuration)
        .AddFailoverForwarding()
        .AddDeadLetters(configuration)
        .AddSpool()
        .AddRegionPhase()
        .AddRegionalStoreHealth(configuration)
        .AddCredentialHealth()
        .AddRegionHealth()
        .AddWebhookReplay()
        .AddAccess(configuration)
        .AddAdmin();

var app = builder.Build();
app.ValidateOptions();
app.MapGateway(role);
await app.RunAsync();
