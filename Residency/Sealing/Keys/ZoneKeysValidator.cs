using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>What zones, their keys and this region mean to each other. Everything that is wrong, and no part of a private half.</summary>
internal sealed class ZoneKeysValidator(RegionNames regions, IConfiguration configuration) : IValidateOptions<ResidencyOptions>
{
    public ValidateOptionsResult Validate(string? name, ResidencyOptions options)
    {
        List<string> errors = [.. options.Zones.SelectMany(zone => Errors(zone, options)), .. SharedKeys(options), .. StoreErrors(options)];
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Errors(ZoneOptions zone, ResidencyOptions options)
    {
        var current = zone.Keys.Count(key => key.Use is ZoneKeyUse.Current);
        if (zone.Keys.Count == 0)
        {
            if (options.Rules.Any(rule => rule.Zone == zone.Name && rule.WhenHomeIsDown is not Rules.AwayMode.Allow))
            {
                yield return $"The zone '{zone.Name}' has no Keys, and a rule restricts senders to it: other regions cannot seal for it.";
            }

            yield break;
        }

        if (current != 1)
        {
            yield return $"The zone '{zone.Name}' has {current} keys with Use Current; exactly one seals.";
        }

        foreach (var (index, key) in zone.Keys.Index())
        {
            foreach (var error in ZoneKeyReader.Errors(key, IsHome(zone)))
            {
                yield return $"The zone '{zone.Name}', Keys:{index}: {error}";
            }
        }
    }

    private static IEnumerable<string> SharedKeys(ResidencyOptions options) =>
        from key in options.Zones.SelectMany(zone => zone.Keys.Select(key => (Zone: zone.Name, Id: ZoneKeyReader.TryIdOf(key))))
        where key.Id is not null
        group key.Zone by key.Id into zones
        where zones.Count() > 1
        select $"The key {zones.Key} is listed more than once ({string.Join(", ", zones.Select(zone => $"zone '{zone}'"))}); every key belongs to one zone, once.";

    private IEnumerable<string> StoreErrors(ResidencyOptions options)
    {
        if (options.Zones.Any(zone => zone.Keys.Count > 0 && IsHome(zone)) && string.IsNullOrEmpty(configuration[$"{SealingOptions.Section}:{nameof(SealingOptions.KeyDirectory)}"]))
        {
            yield return $"{SealingOptions.Section}:{nameof(SealingOptions.KeyDirectory)} must be set: {regions.Current} is home to a zone with keys, and the keys of its conversations are kept there.";
        }
    }

    private bool IsHome(ZoneOptions zone) => regions.Current is { } here && zone.Regions.Contains(here.Name);
}
