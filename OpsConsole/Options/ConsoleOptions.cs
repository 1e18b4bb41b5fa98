using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OrleansFailover.OpsConsole.Options;

/// <summary>What the operations console reads. Section <c>OpsConsole</c>; read at start.</summary>
internal sealed class ConsoleOptions
{
    public const string Section = "OpsConsole";

    /// <summary>The regions in the order of preference; the first is the primary one. One to eight.</summary>
    [Required, MinLength(1), MaxLength(8), ValidateEnumeratedItems]
    public IList<ConsoleRegionOptions> Regions { get; } = [];

    /// <summary>The base address of an edge. Empty (default): what an edge thinks of the regions is not shown, and times of incidents are the console's own.</summary>
    public Uri? Edge { get; set; }

    /// <summary>The token that the regions' operator's endpoints are called with, their <c>Access:Token</c>; a secret. Who may do what is decided by the console before it calls.</summary>
    [Required, MinLength(16)]
    public string? Token { get; set; }

    /// <summary>The topic of the failover events. Default <c>analytics</c>.</summary>
    [Required, RegularExpression("^[A-Za-z0-9._-]{1,249}$")]
    public string EventsTopic { get; set; } = "analytics";

    /// <summary>The time between two looks at a host. Default 2 s, 200 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.200", "00:01:00")]
    public TimeSpan LookInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a host may take to answer a look. Default 2 s, 100 ms to 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:30")]
    public TimeSpan LookTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a host may take for what a person asks of it: a page of dead letters, a replay of some, a conversation. Default 20 s, 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How long after the console's start a region that it has never seen healthy is <c>Starting</c>: down, but not an incident, for both may start just now. Default 60 s, range 0 (an
    /// incident at once) to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan StartGrace { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How many looks the charts go back. Default 150, 10 to 5,000.</summary>
    [Range(10, 5_000)]
    public int LooksKept { get; set; } = 150;

    /// <summary>How many failover events, and how many changes of regions' health, are kept in memory. Default 2,000, 100 to 100,000.</summary>
    [Range(100, 100_000)]
    public int EventsKept { get; set; } = 2_000;
}
