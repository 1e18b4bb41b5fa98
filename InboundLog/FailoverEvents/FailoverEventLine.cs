using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>A failover event as it is read: the members of <c>docs/failover-events.schema.json</c>, with the names that stand there.</summary>
/// <param name="MessageId">The first message that was decided about, as a keyed hash.</param>
/// <param name="PrimaryRegion">The region that was preferred.</param>
/// <param name="Status">What was decided, for example <c>taken_over</c>.</param>
/// <param name="TargetRegion">Where it went or stays; null where nothing took it.</param>
/// <param name="LatencyMs">From the arrival to the outcome, in ms.</param>
/// <param name="ComplianceMode">What residency asked of the content.</param>
/// <param name="Timestamp">When the outcome was known, to the second.</param>
public sealed record FailoverEventLine(
    string MessageId, string PrimaryRegion, string Status, string? TargetRegion, long LatencyMs, string ComplianceMode, DateTimeOffset Timestamp)
{
    /// <summary>Null for a record that is none: a newer build may write what this one cannot read.</summary>
    public static FailoverEventLine? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, FailoverEventLineJson.Default.FailoverEventLine) is { MessageId: not null, PrimaryRegion: not null, Status: not null } line
                ? line
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(FailoverEventLine))]
internal sealed partial class FailoverEventLineJson : JsonSerializerContext;
