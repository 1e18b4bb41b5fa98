using Microsoft.Extensions.Options;

namespace OrleansFailover.OpsConsole.Options;

/// <summary>The rules between the options.</summary>
internal sealed class ConsoleOptionsRulesValidator : IValidateOptions<ConsoleOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsoleOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        var names = new HashSet<string>(StringComparer.Ordinal);
        CheckAddress(result, "Edge", options.Edge);
        foreach (var region in options.Regions)
        {
            if (!names.Add(region.Name))
            {
                result.AddError($"Regions names {region.Name} twice.");
            }

            CheckAddress(result, $"The gateway of region {region.Name}", region.Gateway);
            CheckAddress(result, $"The silo of region {region.Name}", region.Silo);
            CheckAddress(result, $"The dashboard of region {region.Name}", region.Dashboard);
        }

        return result.Build();
    }

    private static void CheckAddress(ValidateOptionsResultBuilder result, string what, Uri? address)
    {
        if (address is not null && !(address.IsAbsoluteUri && address.Scheme is "http" or "https"))
        {
            result.AddError($"{what} ({address}) must be an absolute http or https address.");
        }
    }
}
