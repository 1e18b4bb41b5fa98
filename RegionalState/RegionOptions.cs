using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OrleansFailover.RegionalState;

/// <summary>The regions and which of them this process belongs to. Section <c>Regions</c>; the same list in every region but for <see cref="Current"/>.</summary>
public sealed class RegionOptions
{
    public const string Section = "Regions";

    /// <summary>The name of this region; one of <see cref="All"/>.</summary>
    [Required]
    public string Current { get; set; } = "";

    /// <summary>Every region in the order of preference: the first one is primary for conversations that no residency rule places. One to eight.</summary>
    [Required, MinLength(1), MaxLength(8), ValidateEnumeratedItems]
    public IList<RegionEndpoint> All { get; } = [];

    /// <summary>For drills only: how far the clock of this process is ahead, or behind when negative. Default 0, −1 h to 1 h.</summary>
    [Range(typeof(TimeSpan), "-01:00:00", "01:00:00")]
    public TimeSpan ClockSkew { get; set; }
}

/// <summary>Where the parts of one region are.</summary>
public sealed class RegionEndpoint
{
    /// <summary>The name: lower-case letters, digits and hyphens.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Name { get; set; } = "";

    /// <summary>The base address of the region's gateway, for forwarding. Needed by gateways only.</summary>
    public Uri? Gateway { get; set; }

    /// <summary>The StackExchange.Redis connection string of the region's standby Redis.</summary>
    [Required]
    public string Redis { get; set; } = "";
}
