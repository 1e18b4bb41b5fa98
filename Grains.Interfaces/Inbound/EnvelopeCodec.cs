using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>
/// The bytes of an <see cref="InboundEvent"/> in the log, in the pending copies and in dead letters: <c>{"v":1,"event":{…}}</c> in UTF-8.
/// Unknown members are skipped, so that a region with an older build reads what a newer one wrote within the same version.
/// </summary>
public static class EnvelopeCodec
{
    /// <summary>The version this build writes and the newest it reads.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Encodes one event.</summary>
    public static byte[] Encode(InboundEvent inboundEvent) =>
        JsonSerializer.SerializeToUtf8Bytes(new Envelope { Version = CurrentVersion, Event = inboundEvent }, EnvelopeJsonContext.Default.Envelope);

    /// <summary>Decodes one event.</summary>
    /// <exception cref="FormatException">The bytes are no envelope, or one of a newer version. The caller keeps them as a dead letter.</exception>
    public static InboundEvent Decode(ReadOnlySpan<byte> bytes)
    {
        Envelope? envelope;
        try
        {
            envelope = JsonSerializer.Deserialize(bytes, EnvelopeJsonContext.Default.Envelope);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException("The bytes are not an envelope.", exception);
        }

        if (envelope is null)
        {
            throw new FormatException("The bytes are not an envelope.");
        }

        if (envelope.Version is < 1 or > CurrentVersion)
        {
            throw new FormatException($"The envelope has version {envelope.Version}; this build reads up to {CurrentVersion}.");
        }

        var kinds = (envelope.Event.Message is null ? 0 : 1) + (envelope.Event.Status is null ? 0 : 1) + (envelope.Event.Echo is null ? 0 : 1)
            + (envelope.Event.Sealed is null ? 0 : 1);
        if (kinds != 1)
        {
            // An older build, which knows no echo or no sealed content, ends here too: it keeps the event instead of taking it for a message.
            throw new FormatException("An event has one of a message, a status, an echo and sealed content.");
        }

        return envelope.Event;
    }
}

internal sealed record Envelope
{
    [JsonPropertyName("v")]
    public required int Version { get; init; }

    [JsonPropertyName("event")]
    public required InboundEvent Event { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Envelope))]
internal sealed partial class EnvelopeJsonContext : JsonSerializerContext;
