using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.InboundLog;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.WebhookGateway.DeadLetters;
using OrleansFailover.WebhookGateway.Edge;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Health;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Webhooks;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseKestrelHttpsConfiguration();
builder.Services.AddGateway();
builder.Services.AddPseudonyms(builder.Configuration);

var role = builder.Configuration.GatewayRole();
if (role is GatewayRole.Edge)
{
    builder.Services.AddRegionMonitoring();
    builder.Services.AddEdgeRouting();
}
else
{
    builder.Services.AddWebhookVerification();
    builder.Services.AddWebhookIntake();
    builder.Services.AddInboundLog(builder.Configuration);
    builder.Services.AddPendingCopies(builder.Configuration);
    builder.Services.AddFailoverForwarding();
    builder.Services.AddDeadLetters();
    builder.Services.AddRegionHealth();
    builder.Services.AddStoreHealth(builder.Configuration);
}

var app = builder.Build();
if (role is GatewayRole.Edge)
{
    app.MapEdge();
}
else
{
    app.MapWebhook();
    app.MapRegionHealth();
}

await app.RunAsync();
