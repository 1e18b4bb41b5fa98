using OrleansFailover.WebhookGateway.DeadLetters;
using OrleansFailover.WebhookGateway.Edge;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Health;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Webhooks;

var builder = WebApplication.CreateSlimBuilder(args);
builder.WebHost.UseKestrelHttpsConfiguration();
builder.Services.AddGateway();

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
    builder.Services.AddFailoverForwarding();
    builder.Services.AddDeadLetters();
    builder.Services.AddRegionHealth();
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
