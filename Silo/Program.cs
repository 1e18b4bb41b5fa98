using OrleansFailover.Grains;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Scripts;
using OrleansFailover.InboundLog;
using OrleansFailover.RegionalState;
using OrleansFailover.Silo.Channels.CloudApi;
using OrleansFailover.Silo.Hosting;
using OrleansFailover.Silo.Takeover;

var builder = WebApplication.CreateBuilder(args);
var configuration = builder.Configuration;

builder.Services
    .AddPseudonyms(configuration)
    .AddRegions(configuration)
    .AddStandbyCopies(configuration)
    .AddTakeover()
    .AddConversations(configuration)
    .AddConversationScripts(configuration)
    .AddCloudApiReplySender(configuration)
    .AddSiloHealth();

builder.UseOrleans(silo => silo
    .AddRegionCluster(configuration)
    .AddInboundLogStreams(InboundStreams.Namespace, configuration)
    .AddConversationStorage(configuration)
    .AddDashboard());

var app = builder.Build();
app.MapSiloHealth();
app.MapOrleansDashboard("/dashboard");
await app.RunAsync();
