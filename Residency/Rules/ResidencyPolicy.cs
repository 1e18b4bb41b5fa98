using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Residency.Rules;

/// <summary>
/// Decides where a sender belongs. Pure and the same in every region: it knows nothing but the rules. Safe for concurrent use.
/// </summary>
public sealed class ResidencyPolicy
{
    private readonly RegionNames regions;
    private readonly IReadOnlyList<ResidencyRule> rules;
    private readonly Dictionary<string, Zone> zones;

    /// <param name="options">Valid options.</param>
    /// <param name="regions">The regions; a sender without a zone is at home in all of them.</param>
    public ResidencyPolicy(ResidencyOptions options, RegionNames regions)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(regions);
        this.regions = regions;
        rules = [.. options.Rules.Select(rule => new ResidencyRule(rule))];
        RestrictsAnybody = rules.Any(rule => rule.Mode is not AwayMode.Allow);
        zones = options.Zones.ToDictionary(
            zone => zone.Name, zone => new Zone(zone.Name, [.. zone.Regions.Select(region => new RegionId(region))]), StringComparer.Ordinal);
    }

    /// <summary>The regions that the rules speak of.</summary>
    public RegionNames Regions => regions;

    /// <summary>True when a rule restricts anybody.</summary>
    public bool RestrictsAnybody { get; }

    /// <summary>The zones, by no particular order.</summary>
    public IReadOnlyCollection<Zone> Zones => zones.Values;

    /// <summary>The policy of a configuration's sections <c>Residency</c> and <c>Regions</c>, without the host that they are meant for: keys are not looked at.</summary>
    /// <exception cref="OptionsValidationException">The sections are not valid; it tells everything that is wrong.</exception>
    public static ResidencyPolicy Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = new ResidencyOptions();
        configuration.GetSection(ResidencyOptions.Section).Bind(options);
        var regions = RegionNames.Of(configuration);
        var errors = new[] { new ResidencyOptionsValidator().Validate(null, options), new ResidencyOptionsRulesValidator(regions).Validate(null, options) }
            .Where(result => result.Failed).SelectMany(result => result.Failures!).ToList();
        return errors.Count == 0 ? new(options, regions) : throw new OptionsValidationException(ResidencyOptions.Section, typeof(ResidencyOptions), errors);
    }

    /// <summary>The decision for a sender by everything that is known of it.</summary>
    /// <param name="channel">The channel, for example <c>whatsapp</c>.</param>
    /// <param name="businessNumberId">The channel's id of the business number that was written to.</param>
    /// <param name="userIds">The phone number, the business-scoped id, or both. A rule matches when any of them does.</param>
    public ResidencyDecision Decide(string channel, string businessNumberId, IEnumerable<string> userIds)
    {
        IReadOnlyList<SenderId> sender = [.. userIds.Select(SenderId.Of)];
        return rules.FirstOrDefault(rule => rule.Matches(channel, businessNumberId, sender)) is { } match
            ? new(match.Name, match.Zone, zones[match.Zone].Home, match.Mode)
            : Free;
    }

    /// <summary>
    /// The zone for which a region seals what names no sender: that of the first rule which restricts senders of one of the business numbers, or might, and whose home is not
    /// here. Null: it may be readable here.
    /// </summary>
    /// <param name="businessNumberIds">The channel's ids of the business numbers that it is of; null where they cannot be read.</param>
    /// <param name="here">The region.</param>
    public string? ZoneOfUnknownSenders(IReadOnlyCollection<string>? businessNumberIds, RegionId here) => rules.FirstOrDefault(rule =>
        rule.Mode is not AwayMode.Allow
        && (businessNumberIds is null || rule.BusinessNumbers.IsEmpty || businessNumberIds.Any(rule.BusinessNumbers.Contains))
        && !zones[rule.Zone].Home.Contains(here))?.Zone;

    /// <summary>The regions that are home to a zone; none when there is no such zone (any more): then nobody may read what is of it.</summary>
    public IReadOnlyList<RegionId> HomeOf(string zone) => zones.TryGetValue(zone, out var known) ? known.Home : [];

    private ResidencyDecision Free => new(null, null, regions.All, AwayMode.Allow);
}
