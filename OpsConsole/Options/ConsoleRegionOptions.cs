using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OrleansFailover.InboundLog;

namespace OrleansFailover.OpsConsole.Options;

/// <summary>One region that the console reads.</summary>
internal sealed class ConsoleRegionOptions
{
    /// <summary>The name: lower-case letters, digits and hyphens.</summary>
    [Required, RegularExpression("^[a-z0-9-]{1,32}$")]
    public string Name { get; set; } = "";

    /// <summary>The base address of its gateway, http or https.</summary>
    [Required]
    public Uri? Gateway { get; set; }

    /// <summary>The base address of a silo of it, http or https.</summary>
    [Required]
    public Uri? Silo { get; set; }

    /// <summary>Where a person's browser finds its Orleans Dashboard. Empty (default): there is no link to it.</summary>
    public Uri? Dashboard { get; set; }

    /// <summary>How to read the failover events of its log's service: the settings of the section <c>InboundLog</c>. Empty (default): they are not read.</summary>
    [ValidateObjectMembers]
    public InboundLogOptions? InboundLog { get; set; }
}
