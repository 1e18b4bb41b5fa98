using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.Residency.Sealing.Keys;

/// <summary>How sealed pieces are opened. Section <c>Residency:Sealing</c>; for home regions. The keys stand with their zones.</summary>
public sealed class SealingOptions
{
    public const string Section = "Residency:Sealing";

    /// <summary>
    /// A directory for the keys of conversations, on a volume that all home regions of a zone share and no other region has; who loses it loses what was
    /// sealed for them. Needed in a region that is home to a zone with keys. Empty (default): none.
    /// </summary>
    public string? KeyDirectory { get; set; }

    /// <summary>
    /// How long an unwrapped data key is kept in memory, so that opening a piece again asks no vault. Default 5 min, 0 to 1 h; 0 keeps none. A forgotten
    /// conversation is unreadable at once all the same.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan UnwrappedFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The most unwrapped data keys that are kept; the oldest give way. Default 10,000, 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxUnwrapped { get; set; } = 10_000;

    /// <summary>How long one attempt of a request to the vault may take. Default 5 s, 100 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan VaultTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a request to the vault is tried again. Default 2, 0 to 10.</summary>
    [Range(0, 10)]
    public int VaultRetries { get; set; } = 2;
}
