using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>How webhooks are verified and acked. Section <c>Webhook</c>. The secrets may change while the process runs; the rest is read at start.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhook";

    /// <summary>The channel's largest payload, 3 MiB, and a margin.</summary>
    public const int DefaultMaxBodyBytes = (3 * 1024 * 1024) + (128 * 1024);

    /// <summary>The app secret, the key of the signature. Required; from a secret store.</summary>
    [Required, MinLength(8)]
    public string AppSecret { get; set; } = "";

    /// <summary>The app secret before the last rotation; accepted too. Empty (default): none.</summary>
    public string? PreviousAppSecret { get; set; }

    /// <summary>The token that the channel sends when the webhook address is verified. Required.</summary>
    [Required, MinLength(8)]
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

    /// <summary>The share of <see cref="AckBudget"/> for forwarding to another region. What is left is for the dead letter. Default 0.4, 0.05 to 0.9.</summary>
    [Range(0.05, 0.9)]
    public double ForwardShare { get; set; } = 0.4;

    internal TimeSpan AppendTimeout => AckBudget * AppendShare;

    internal TimeSpan ForwardTimeout => AckBudget * ForwardShare;
}
