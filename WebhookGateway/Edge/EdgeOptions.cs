using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>The regions behind the one hostname, and when a webhook goes to another one. Section <c>Edge</c>.</summary>
internal sealed class EdgeOptions
{
    public const string Section = "Edge";

    /// <summary>The regions in the order of preference; the first is the primary one. One to eight.</summary>
    [Required, MinLength(1), MaxLength(8), ValidateEnumeratedItems]
    public IList<EdgeRegionOptions> Regions { get; } = [];

    /// <summary>The time between two probes of a region. Default 500 ms, 50 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a region may take for a probe. Default 1 s, 50 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan ProbeTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How many probes in a row must fail until a region is unhealthy; one that could not be connected to by a webhook is avoided at once. Default 2, 1 to 20.</summary>
    [Range(1, 20)]
    public int UnhealthyThreshold { get; set; } = 2;

    /// <summary>How long a region's probes must succeed again until it is preferred again. Default 2 s, 0 to 1 h; 0: with the first one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan FailbackAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>After how long without an answer the webhook also goes to the next region. Default 1.5 s, 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan HedgeAfter { get; set; } = TimeSpan.FromSeconds(1.5);

    /// <summary>How long a connection may take to be made. Default 1 s, 50 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long one region may take for a webhook: longer than its ack budget. Default 6 s, 100 ms to 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:02:00")]
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(6);

    /// <summary>How long all regions may take together until the answer is 503. Default 12 s, 100 ms to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>The largest body in bytes; not below that of the regions. Default 3 MiB + 128 KiB, 1 KiB to 64 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = WebhookOptions.DefaultMaxBodyBytes;
}
