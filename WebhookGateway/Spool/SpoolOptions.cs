using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>Where webhooks wait that nothing else took. Section <c>Spool</c>.</summary>
internal sealed class SpoolOptions
{
    public const string Section = "Spool";

    /// <summary>
    /// The directory, of this process alone, on a volume that outlives it; made when it is missing. Relative to the content root. Empty (default):
    /// <c>data/spool/&lt;region&gt;</c>.
    /// </summary>
    public string Directory { get; set; } = "";

    /// <summary>The most bytes that wait; past them webhooks that need the spool are answered with 503. Default 256 MiB, 1 MiB to 1 TiB.</summary>
    [Range(1024L * 1024, 1024L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>
    /// The bytes after which a new file is begun; a file is deleted when all of it is drained, and a damaged record costs the rest of its file.
    /// Default 4 MiB, 4 KiB to 1 GiB, at most <see cref="MaxBytes"/>.
    /// </summary>
    [Range(4L * 1024, 1024L * 1024 * 1024)]
    public long SegmentBytes { get; set; } = 4L * 1024 * 1024;

    /// <summary>The most webhooks of a lane that wait for the disk; one more is not taken. Default 4096, 1 to 100,000.</summary>
    [Range(1, 100_000)]
    public int MaxWaiting { get; set; } = 4096;

    /// <summary>How many webhooks are drained before the position is written; so many may be drained again after a crash. Default 32, 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int PositionEvery { get; set; } = 32;

    /// <summary>The first pause after a webhook that could not be drained; it doubles. Default 250 ms, 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest such pause. Default 5 s, 10 ms to 10 min, at least <see cref="RetryAfter"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:10:00")]
    public TimeSpan RetryAfterMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>For drills only: what waits is not sent on. Shows that acked messages are then not answered. Default false.</summary>
    public bool WithoutDrain { get; set; }
}
