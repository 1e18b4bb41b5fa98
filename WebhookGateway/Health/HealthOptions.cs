using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.WebhookGateway.Health;

/// <summary>How a region tells its health. Section <c>Health</c>.</summary>
internal sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>The parts that must be there and healthy, by the name of their health check. Default: inbound-log, store, region, credentials.</summary>
    public IList<string> Required { get; } = [];

    /// <summary>How long an answer is used again, so that many probes cost one check. Default 500 ms, 0 to 1 s; 0: every probe checks.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan CacheFor { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the checks may take together; what has not answered by then is unhealthy. Below the edge's probe timeout. Default 800 ms, 50 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:00:10")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMilliseconds(800);

    /// <summary>How often the region's phase is looked up for the webhooks. Default 250 ms, 20 ms to 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.02", "00:00:10")]
    public TimeSpan PhaseInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    // A default in the list itself would be added to by the configuration instead of being replaced.
    internal static readonly string[] DefaultRequired = ["inbound-log", "store", "region", "credentials"];
}
