using System.Globalization;
using OrleansFailover.EmptySilo;

// A silo with nothing but an empty grain: what an activation costs before anybody puts something into it.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var silo = builder.Configuration.GetSection("Silo");
builder.UseOrleans(orleans => orleans.UseLocalhostClustering(Port("SiloPort"), Port("GatewayPort")));
var app = builder.Build();

// POST /wake?first=0&count=1000
app.MapPost("/wake", async (int first, int count, IGrainFactory grains) =>
{
    for (var number = first; number < first + count; number++)
    {
        await grains.GetGrain<IEmptyGrain>(string.Create(CultureInfo.InvariantCulture, $"whatsapp/106540352242922/1555{number:0000000}")).WakeAsync();
    }
});
await app.StartAsync();
Console.WriteLine("Silo ready");
await app.WaitForShutdownAsync();

int Port(string name) => int.Parse(silo[name] ?? throw new InvalidOperationException($"Silo:{name} is missing."), CultureInfo.InvariantCulture);
