using Orleans.Dashboard;
using OrleansFailover.Access;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.BusinessNumbers.Secrets;
using OrleansFailover.DeadLetters;
using OrleansFailover.Grains;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Scripts;
using OrleansFailover.InboundLog.FailoverEvents;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.Residency;
using OrleansFailover.Silo.Admin;
using OrleansFailover.Silo.Away;
using OrleansFailover.Silo.Channels.CloudApi;
using OrleansFailover.Silo.Channels.Wasender;
using OrleansFailover.Silo.Hosting;
using OrleansFailover.Silo.Scripts;
using OrleansFailover.Silo.Takeover;
using OrleansFailover.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.AddSecretSources();
var configuration = builder.Configuration;

builder.Services
    .AddTelemetry(configuration, "silo", configuration["Regions:Current"])
    .AddPseudonyms(configuration)
    .AddPlainLogs()
    .AddAccess(configuration)
    .AddSignIn(configuration)
    .AddRegions(configuration)
    .AddRestrictedSenders(configuration)
    .AddFailoverEvents(configuration)
    .AddStandbyCopies(configuration)
    .AddDeadLetters(configuration)
    .AddTakeover()
    .AddAwayHandling()
    .AddConversations(configuration)
    .AddBusinessNumbers(NumberUse.Sending, configuration)
    .AddConversationScripts(configuration)
    .AddScriptsOfNumbers()
    .AddCloudApiReplySender(configuration)
    .AddWasenderReplySender(configuration)
    .AddCredentialReport()
    .AddAdmin()
    .AddForget();

builder.UseOrleans(silo => silo
    .AddRegionCluster(configuration)
    .AddPodMembership(configuration)
    .AddTracing(configuration)
    .AddLogReader(configuration)
    .AddConversationStore(configuration)
    .AddDashboard());

var app = builder.Build();
app.UseSecurityHeaders();
app.MapSilo();
await app.RunAsync();
