using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>One region behind the edge.</summary>
internal sealed class EdgeRegionOptions
{
    /// <summary>The name: lower-case letters, digits and hyphens.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Name { get; set; } = "";

    /// <summary>The base address of the region's gateway, http or https.</summary>
    [Required]
    public Uri? Address { get; set; }
}
