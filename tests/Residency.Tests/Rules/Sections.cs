using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Residency.Tests.Rules;

/// <summary>Configurations of two regions, written as settings.</summary>
internal static class Sections
{
    /// <summary>Zone eu at home in westeurope, zone us in eastus; Germany and Austria are masked, one business number is denied, Americans are free.</summary>
    public const string Sample = """
        Zones:0:Name=eu
        Zones:0:Regions:0=westeurope
        Zones:1:Name=us
        Zones:1:Regions:0=eastus
        Rules:0:Name=clinic
        Rules:0:Zone=eu
        Rules:0:BusinessNumbers:0=2001
        Rules:0:WhenHomeIsDown=Deny
        Rules:1:Name=german
        Rules:1:Zone=eu
        Rules:1:Countries:0=DE
        Rules:1:Countries:1=AT
        Rules:2:Name=named
        Rules:2:Zone=eu
        Rules:2:Users:0=+1 202-555-0143
        Rules:2:Users:1=US.77
        Rules:3:Name=american
        Rules:3:Zone=us
        Rules:3:Countries:0=US
        Rules:3:WhenHomeIsDown=Allow
        """;

    public static IConfiguration Configuration(string residency, params string[] regions) =>
        new ConfigurationBuilder().AddInMemoryCollection(
        [
            .. residency.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim().Split('=', 2))
                .Select(parts => KeyValuePair.Create($"{ResidencyOptions.Section}:{parts[0]}", (string?)parts[1])),
            .. (regions.Length == 0 ? ["eastus", "westeurope"] : regions).Select((region, i) => KeyValuePair.Create($"Regions:All:{i}:Name", (string?)region)),
        ]).Build();

    public static ResidencyPolicy Policy(string residency = Sample)
    {
        using var services = new ServiceCollection().AddResidencyRules(Configuration(residency)).BuildServiceProvider();
        return services.GetRequiredService<ResidencyPolicy>();
    }

    /// <summary>Everything that is wrong, as a host would tell at its start.</summary>
    public static IReadOnlyList<string> Errors(string residency)
    {
        using var services = new ServiceCollection().AddResidencyRules(Configuration(residency)).BuildServiceProvider();
        try
        {
            _ = services.GetRequiredService<IOptions<ResidencyOptions>>().Value;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }
}
