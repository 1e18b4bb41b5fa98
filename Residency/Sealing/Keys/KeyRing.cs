using System.Collections.Frozen;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>The public halves of all zones' keys. Safe for concurrent use.</summary>
internal sealed class KeyRing
{
    private readonly FrozenDictionary<KeyId, ZoneKey> keys;
    private readonly FrozenDictionary<string, ZoneKey> current;
    private readonly FrozenSet<string> homeTo;

    /// <param name="options">Valid options.</param>
    public KeyRing(ResidencyOptions options, RegionNames regions)
    {
        ZoneKey[] all = [.. options.Zones.SelectMany(zone => zone.Keys.Select(key => Read(zone.Name, key)))];
        keys = all.ToFrozenDictionary(key => key.Id);
        current = all.Where(key => key.Use is ZoneKeyUse.Current).ToFrozenDictionary(key => key.Zone, StringComparer.Ordinal);
        homeTo = options.Zones.Where(zone => regions.Current is { } here && zone.Regions.Contains(here.Name)).Select(zone => zone.Name).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The keys that this region can open with.</summary>
    public IEnumerable<ZoneKey> Opening => keys.Values.Where(key => key.Use is not ZoneKeyUse.Retired && IsHome(key.Zone));

    public bool IsHome(string zone) => homeTo.Contains(zone);

    public ZoneKey? Find(KeyId id) => keys.GetValueOrDefault(id);

    /// <exception cref="ArgumentException">There is no such zone, or it has no keys.</exception>
    public ZoneKey CurrentOf(string zone) =>
        current.GetValueOrDefault(zone) ?? throw new ArgumentException($"The zone '{zone}' has no current key. Zones with keys: {string.Join(", ", current.Keys)}.", nameof(zone));

    private static ZoneKey Read(string zone, ZoneKeyOptions options)
    {
        using var publicHalf = ZoneKeyReader.TryReadPublic(options, out var fault) ?? throw new InvalidOperationException($"The zone '{zone}': {fault}");
        return new(zone, options, publicHalf);
    }
}
