using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OrleansFailover.InboundLog;

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

    /// <summary>
    /// How to reach its log's service, with the settings of the section <c>InboundLog</c>: one of those that the failover events go to, with <c>FailoverEvents:Topic</c>.
    /// Empty (default): it gets none.
    /// </summary>
    [ValidateObjectMembers]
    public InboundLogOptions? InboundLog { get; set; }
}
