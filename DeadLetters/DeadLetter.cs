using System.Text.Json.Serialization;

namespace OrleansFailover.DeadLetters;

/// <summary>
/// Something that was acked and that no turn will see unless it is replayed. It has readable content of users: it stays in its region and
/// never in a log line.
/// </summary>
public sealed record DeadLetter
{
    /// <summary>The version that this build writes and the newest it reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The version of this shape.</summary>
    [JsonPropertyName("v")]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>Why; a short fixed word of lower-case letters, digits and hyphens. See <see cref="DeadLetterReason"/>.</summary>
    public required string Reason { get; init; }

    /// <summary>More about why, without any content.</summary>
    public string? Detail { get; init; }

    /// <summary>The region that keeps it.</summary>
    public required string Region { get; init; }

    /// <summary>When it was acked: by the gateway's clock, or by the log's where the receipt cannot be read. Replay goes by it.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When it was kept, by the clock of the process that kept it. Set by the store.</summary>
    public DateTimeOffset KeptAt { get; init; }

    /// <summary>Where it came from: <c>webhook</c>, or <c>topic/partition@offset</c>.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// What makes the record one: storing a second letter of the same time, reason and key keeps the first. Letters, digits, <c>. _ @ -</c>.
    /// Drawn at random unless set.
    /// </summary>
    public string Key { get; init; } = Guid.NewGuid().ToString("N");

    /// <summary>How often it was tried before.</summary>
    public int Attempts { get; init; }

    /// <summary>How often the webhook had crossed regions.</summary>
    public int FailoverCount { get; init; }

    /// <summary>The keys of the conversations that it is about, where they can be read.</summary>
    public IReadOnlyList<string> Conversations { get; init; } = [];

    /// <summary>A webhook, as it came or with the one part of it that this is about; base64 in the record.</summary>
    public ReadOnlyMemory<byte>? Webhook { get; init; }

    /// <summary>The envelope of one event, or the bytes of a log record that is none; base64 in the record. Either this or <see cref="Webhook"/> is set.</summary>
    public ReadOnlyMemory<byte>? Envelope { get; init; }

    /// <summary>The key of an unreadable log record; base64 in the record.</summary>
    public ReadOnlyMemory<byte>? LogKey { get; init; }

    /// <summary>How many bytes of content it has.</summary>
    [JsonIgnore]
    public int ContentBytes => (Webhook?.Length ?? 0) + (Envelope?.Length ?? 0);

    /// <summary>Tells nothing of the content.</summary>
    public override string ToString() => $"dead letter of {Source} ({Reason})";
}
