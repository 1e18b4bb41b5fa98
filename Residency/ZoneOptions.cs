using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OrleansFailover.Residency.Sealing.Keys;

namespace OrleansFailover.Residency;

/// <summary>A place of residency.</summary>
public sealed class ZoneOptions
{
    /// <summary>The name: lower-case letters, digits and hyphens, at most 32.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Name { get; set; } = "";

    /// <summary>The regions that are home to the zone, in the order of preference; at least one of <c>Regions:All</c>, at most 8.</summary>
    [MaxLength(8)]
    public IList<string> Regions { get; } = [];

    /// <summary>The keys that content is sealed with for the zone. Needed where a rule restricts senders to it. At most 8.</summary>
    [MaxLength(8), ValidateEnumeratedItems]
    public IList<ZoneKeyOptions> Keys { get; } = [];
}
