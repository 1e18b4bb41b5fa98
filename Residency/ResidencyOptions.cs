using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OrleansFailover.Residency;

/// <summary>
/// Which senders have a home, where it is, and what other regions may do. Section <c>Residency</c>; the same in every region but for private
/// keys. Without rules nobody is restricted.
/// </summary>
public sealed class ResidencyOptions
{
    public const string Section = "Residency";

    /// <summary>The zones: places of residency with the regions that are home to them. At most 64.</summary>
    [MaxLength(64), ValidateEnumeratedItems]
    public IList<ZoneOptions> Zones { get; } = [];

    /// <summary>Which senders belong to which zone; the first rule that matches decides. At most 256.</summary>
    [MaxLength(256), ValidateEnumeratedItems]
    public IList<ResidencyRuleOptions> Rules { get; } = [];

    /// <summary>
    /// The key of the masks that stand for the ids of restricted senders: any text of at least 32 bytes, a secret, the same in every region. Needed where a rule restricts
    /// senders. Another key gives their conversations other keys: it cannot be changed.
    /// </summary>
    public string? IdKey { get; set; }

    /// <summary>
    /// For drills only: nobody is restricted, whatever the rules say. Shows that readable content is then found away from home. Refused where the Redis of a region is on
    /// another machine. Default false.
    /// </summary>
    public bool WithoutMasking { get; set; }
}
