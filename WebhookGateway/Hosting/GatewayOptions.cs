using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>The role of the process and the limits of its listener. Section <c>Gateway</c>.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Gateway";

    /// <summary><c>Region</c> (default) or <c>Edge</c>. Read once, at start.</summary>
    [EnumDataType(typeof(GatewayRole))]
    public GatewayRole Role { get; set; } = GatewayRole.Region;

    /// <summary>How many webhooks are worked on at once; one more is answered with 503, and the channel comes again. Default 4096, 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxConcurrentRequests { get; set; } = 4096;

    /// <summary>How many connections are open at once; one more is closed. Default 20,000, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;

    /// <summary>The most bytes that the request line and headers may have together; more is answered with 431. Default 32 KiB, 4 KiB to 1 MiB.</summary>
    [Range(4 * 1024, 1024 * 1024)]
    public int MaxRequestHeaderBytes { get; set; } = 32 * 1024;

    /// <summary>How long a client may take for its headers. Default 10 s, 1 s to 2 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan RequestHeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The slowest rate at which a body may arrive, after 5 s of grace; a slower one is cut off. Bytes a second, default 2048, 1 to 1 MiB.</summary>
    [Range(1, 1024 * 1024)]
    public double MinBodyBytesPerSecond { get; set; } = 2048;

    /// <summary>How long a client may take for its body, however fast parts of it come; a slower one is answered with 408. Default 30 s, 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan BodyTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How many bytes the bodies that are in work may take together, beside the first 16 KiB of each; a webhook that needs more is answered with 503.
    /// Default 512 MiB, 4 MiB to 64 GiB; not below one body.
    /// </summary>
    [Range(4L * 1024 * 1024, 64L * 1024 * 1024 * 1024)]
    public long MaxBodyBytesInWork { get; set; } = 512L * 1024 * 1024;

    /// <summary>
    /// How long a gateway that is asked to stop serves on after <c>/health/ready</c> and <c>/health</c> told that it is not ready: longer than whoever probes it
    /// takes to look elsewhere (the edge: 2.5 s with its defaults). Default 5 s, 0 to 5 min; 0: it closes its listener at once.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StopDelay { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a stopping gateway that takes nothing new waits for the webhooks in work; past it they are cut off, and the channel sends them again. Keep
    /// it and <see cref="StopDelay"/> below the time after which the platform kills the process. Default 20 s, 1 s to 5 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
