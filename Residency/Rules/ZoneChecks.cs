using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Residency.Rules;

/// <summary>What is wrong with the zones.</summary>
internal static class ZoneChecks
{
    public static IEnumerable<string> Errors(ResidencyOptions options, RegionNames regions) =>
    [
        .. Repeats(options.Zones.Select(zone => zone.Name)).Select(name => $"Zones names the zone '{name}' more than once."),
        .. options.Zones.SelectMany(zone => Errors(zone, regions)),
        .. options.Zones.Select(zone => zone.Name).Distinct().Where(name => options.Rules.All(rule => rule.Zone != name))
            .Select(name => $"No rule leads to the zone '{name}'. Remove it, or name it in a rule."),
    ];

    internal static IEnumerable<string> Repeats(IEnumerable<string> names) =>
        names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    private static IEnumerable<string> Errors(ZoneOptions zone, RegionNames regions)
    {
        if (zone.Regions.Count == 0)
        {
            yield return $"The zone '{zone.Name}' has no region; it needs at least one as its home.";
        }

        foreach (var region in zone.Regions.Where(region => !regions.All.Contains(new RegionId(region))).Distinct())
        {
            yield return $"The zone '{zone.Name}' names the region '{region}', which is none of Regions:All ({string.Join(", ", regions.All)}).";
        }

        foreach (var region in Repeats(zone.Regions))
        {
            yield return $"The zone '{zone.Name}' names the region '{region}' more than once.";
        }
    }
}
