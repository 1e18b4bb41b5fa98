using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>How webhooks are verified and acked. Section <c>Webhook</c>. The secrets may change while the process runs and are checked with the section <c>BusinessNumbers</c>; the rest is read at start.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhook";

    /// <summary>The channel's largest payload, 3 MiB, and a margin.</summary>
    public const int DefaultMaxBodyBytes = (3 * 1024 * 1024) + (128 * 1024);

    /// <summary>The app secret, the key of the signature: at least 8 characters, from a secret store. Required unless <c>BusinessNumbers:Apps</c> has an app.</summary>
    public string AppSecret { get; set; } = "";

    /// <summary>The app secret before the last rotation; accepted too. Empty (default): none.</summary>
    public string? PreviousAppSecret { get; set; }

    /// <summary>The token that the channel sends when the webhook address is verified: at least 8 characters. Required unless <c>BusinessNumbers:Apps</c> has an app.</summary>
    public string VerifyToken { get; set; } = "";

    /// <summary>The verify token before the last rotation; accepted too. Empty (default): none.</summary>
    public string? PreviousVerifyToken { get; set; }

    /// <summary>The largest body in bytes; a larger one is answered with 413. Default 3 MiB + 128 KiB, 1 KiB to 64 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = DefaultMaxBodyBytes;

    /// <summary>How long the channel is kept waiting for its answer when things go wrong. Default 4 s, 100 ms to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan AckBudget { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>The share of <see cref="AckBudget"/> after which the own log counts as failed. Default 0.4, 0.05 to 0.9.</summary>
    [Range(0.05, 0.9)]
    public double AppendShare { get; set; } = 0.4;

    /// <summary>The share of <see cref="AckBudget"/> for forwarding to another region. Default 0.3, 0.05 to 0.9.</summary>
    [Range(0.05, 0.9)]
    public double ForwardShare { get; set; } = 0.3;

    /// <summary>The share of <see cref="AckBudget"/> for the dead-letter store. What is left after these three is the spool's. Default 0.15, 0.01 to 0.9.</summary>
    [Range(0.01, 0.9)]
    public double DeadLetterShare { get; set; } = 0.15;

    /// <summary>
    /// How many appends must fail within <see cref="CircuitWindow"/>, and be at least half of them, before the own log is left alone and webhooks are
    /// forwarded at once. Default 5, 1 to 10,000.
    /// </summary>
    [Range(1, 10_000)]
    public int CircuitFailures { get; set; } = 5;

    /// <summary>How long failed appends are counted together. Default 10 s, 100 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00")]
    public TimeSpan CircuitWindow { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the own log is left alone before one append tries it again. Default 2 s, 50 ms to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:05:00")]
    public TimeSpan CircuitBreak { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// For drills only: an event happened when this gateway's clock says that it came, whatever the channel says. Shows that messages are then taken
    /// for late ones, or late ones for new, when the regions' clocks differ. Default false.
    /// </summary>
    public bool WithoutChannelTime { get; set; }

    internal double SpoolShare => 1 - AppendShare - ForwardShare - DeadLetterShare;
}
