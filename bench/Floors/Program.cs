using System.Text;
using OrleansFailover.Floors;

// A listener that does what no webhook gateway can do without, and nothing else: it reads the body, checks the signature, appends the body
// to the log or does not, and answers 200. What a gateway does beside that is measured against it.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var secret = Encoding.UTF8.GetBytes(builder.Configuration["Floor:AppSecret"] ?? throw new InvalidOperationException("Floor:AppSecret is missing."));
await using var app = builder.Build();
using var log = builder.Configuration["Floor:BootstrapServers"] is { Length: > 0 } servers
    ? new BodyLog(servers, app.Services.GetRequiredService<ILoggerFactory>())
    : null;
app.Run(new Floor(secret, log).HandleAsync);
await app.StartAsync();
Console.WriteLine("Floor ready");
await app.WaitForShutdownAsync();
