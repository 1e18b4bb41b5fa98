using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Residency.Masking;

/// <summary>Only a drill may do without masks, and the regions of a drill are all on one machine.</summary>
internal sealed class WithoutMaskingValidator(IConfiguration configuration) : IValidateOptions<ResidencyOptions>
{
    private const string Localhost = "localhost:";

    public ValidateOptionsResult Validate(string? name, ResidencyOptions options)
    {
        if (!options.WithoutMasking)
        {
            return ValidateOptionsResult.Success;
        }

        List<IConfigurationSection> regions = [.. configuration.GetSection("Regions:All").GetChildren()];
        return regions.Count > 0 && regions.TrueForAll(region => IsHere(region["Redis"]))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{ResidencyOptions.Section}:{nameof(ResidencyOptions.WithoutMasking)} is for drills only: the Redis of every region (Regions:All) must be on this machine. Take it away.");
    }

    // "127.0.0.1:6379,abortConnect=false"
    private static bool IsHere(string? redis) =>
        redis?.Split(',')[0] is { Length: > 0 } end
        && (IPEndPoint.TryParse(end, out var address) ? IPAddress.IsLoopback(address.Address) : end.StartsWith(Localhost, StringComparison.OrdinalIgnoreCase));
}
