using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace OrleansFailover.DeadLetters;

/// <summary>Where dead letters are kept and how they are replayed. Section <c>DeadLetters</c>; read at start.</summary>
public sealed class DeadLetterOptions
{
    /// <summary>The section.</summary>
    public const string Section = "DeadLetters";

    /// <summary><c>Files</c> (default) or <c>AzureBlob</c>. The gateways and silos of a region must use the same store.</summary>
    [EnumDataType(typeof(DeadLetterProvider))]
    public DeadLetterProvider Provider { get; set; } = DeadLetterProvider.Files;

    /// <summary>Files: the directory, made when it is missing; on a volume that outlives the process. Default <c>dead-letters</c> in the working directory.</summary>
    [Required]
    public string Directory { get; set; } = "dead-letters";

    /// <summary>
    /// Files: the most records that are kept, settled ones included; past it nothing more is taken, and webhooks that need it are answered with 503.
    /// Counted again every 30 s, so that several processes go past it by at most what they write meanwhile. Default 100,000, 1 to 10,000,000.
    /// </summary>
    [Range(1, 10_000_000)]
    public int MaxRecords { get; set; } = 100_000;

    /// <summary>Files: the most bytes that are kept. Default 1 GiB, 1 MiB to 1 TiB.</summary>
    [Range(1024L * 1024, 1024L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>Files: how many records are written at once. Default 4, 1 to 64.</summary>
    [Range(1, 64)]
    public int MaxConcurrentWrites { get; set; } = 4;

    /// <summary>AzureBlob: the account and the container.</summary>
    [ValidateObjectMembers]
    public DeadLetterBlobOptions Blob { get; set; } = new();

    /// <summary>How long letters that were replayed or discarded stay readable. Default 7 days, 1 h to 365 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "365.00:00:00")]
    public TimeSpan SettledFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often the gateway counts the letters that wait. Default 30 s, 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan CountInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the gateway replays letters of an outage (<see cref="DeadLetterReason.Outage"/>) once its region is healthy. Default true.</summary>
    public bool AutoReplay { get; set; } = true;

    /// <summary>How often the gateway looks for letters of an outage; also the first pause after a failure. Default 10 s, 100 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan AutoReplayInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause after failures; each failure doubles it. Default 5 min, 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AutoReplayMaxBackoff { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The most letters a second that are replayed without anybody asking. Default 100, 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int AutoReplayPerSecond { get; set; } = 100;
}
