using Microsoft.Extensions.Options;
using OrleansFailover.OpsConsole.Options;

namespace OrleansFailover.OpsConsole.Tests.Support;

/// <summary>A console of two regions.</summary>
internal static class Settings
{
    public const string East = "eastus";
    public const string West = "westeurope";

    public static IOptions<ConsoleOptions> Of(Uri? east = null, Uri? west = null, Uri? edge = null, Action<ConsoleOptions>? change = null)
    {
        var options = new ConsoleOptions
        {
            Edge = edge,
            Token = "a-token-of-the-tests",
            LookInterval = TimeSpan.FromMilliseconds(200),
            LookTimeout = TimeSpan.FromMilliseconds(500),
        };
        var nowhere = new Uri("http://127.0.0.1:9");
        options.Regions.Add(new() { Name = East, Gateway = east ?? nowhere, Silo = east ?? nowhere });
        options.Regions.Add(new() { Name = West, Gateway = west ?? nowhere, Silo = west ?? nowhere });
        change?.Invoke(options);
        return Microsoft.Extensions.Options.Options.Create(options);
    }
}
