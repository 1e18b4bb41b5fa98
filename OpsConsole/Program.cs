using OrleansFailover.Access;
using OrleansFailover.BusinessNumbers.Secrets;
using OrleansFailover.OpsConsole.Hosting;
using OrleansFailover.Telemetry;

var builder = WebApplication.CreateBuilder(args);
// Without it the assets are found in a published console and in development alone.
builder.WebHost.UseStaticWebAssets();
builder.AddSecretSources();
var configuration = builder.Configuration;

builder.Services
    .AddTelemetry(configuration, "console", region: null)
    .AddAccess(configuration)
    .AddSignIn(configuration)
    .AddConsoleOptions()
    .AddIncidents()
    .AddFailoverEventHistory()
    .AddRegionWatch()
    .AddDesks()
    .AddPages();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseAntiforgery();
app.MapConsole();
await app.RunAsync();
