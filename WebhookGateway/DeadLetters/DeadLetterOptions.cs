using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.WebhookGateway.DeadLetters;

/// <summary>Where dead letters are kept. Section <c>DeadLetters</c>.</summary>
internal sealed class DeadLetterOptions
{
    public const string Section = "DeadLetters";

    /// <summary>The directory, made when it is missing; on a volume that outlives the process. Default <c>dead-letters</c> in the working directory.</summary>
    [Required]
    public string Directory { get; set; } = "dead-letters";

    /// <summary>The most records that are kept; past it nothing more is taken, and webhooks that need it are answered with 503. Default 100,000, 1 to 10,000,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxRecords { get; set; } = 100_000;

    /// <summary>The most bytes that are kept. Default 1 GiB, 1 MiB to 1 TiB.</summary>
    [Range(1024L * 1024, 1024L * 1024 * 1024 * 1024)]
    public long MaxBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>How many records are written at once. Default 4, 1 to 64.</summary>
    [Range(1, 64)]
    public int MaxConcurrentWrites { get; set; } = 4;
}
