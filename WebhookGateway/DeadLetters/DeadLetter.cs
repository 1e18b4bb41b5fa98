using System.Text.Json.Serialization;

namespace OrleansFailover.WebhookGateway.DeadLetters;

/// <summary>
/// Something that was acked and that no turn will see unless it is replayed. It has readable content of users: it stays in its region and
/// never in a log line.
/// </summary>
internal sealed record DeadLetter
{
    /// <summary>The version of this shape.</summary>
    [JsonPropertyName("v")]
    public int Version { get; init; } = 1;

    /// <summary>Why; a short fixed word.</summary>
    public required string Reason { get; init; }

    /// <summary>The region that keeps it.</summary>
    public required string Region { get; init; }

    /// <summary>When it was kept, by the gateway's clock.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Where it came from: <c>webhook</c>.</summary>
    public required string Source { get; init; }

    /// <summary>How often it was tried before.</summary>
    public int Attempts { get; init; }

    /// <summary>How often the webhook had crossed regions.</summary>
    public int FailoverCount { get; init; }

    /// <summary>A webhook, as it came or with the one part of it that this is about; base64 in the file.</summary>
    public ReadOnlyMemory<byte>? Webhook { get; init; }

    /// <summary>The envelope of one event; base64 in the file. Either this or <see cref="Webhook"/> is set.</summary>
    public ReadOnlyMemory<byte>? Envelope { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeadLetter))]
internal sealed partial class DeadLetterJsonContext : JsonSerializerContext;
