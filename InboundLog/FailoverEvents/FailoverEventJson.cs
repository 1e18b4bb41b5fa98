using System.Buffers;
using System.Globalization;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.FailoverEvents;

namespace OrleansFailover.InboundLog.FailoverEvents;

// { "event_type": "webhook_processing", "message_id": "message:8d3f0a6b1c2e4f57", "primary_region": "eastus", "status": "failover_triggered",
//   "target_region": "westeurope", "latency_ms": 42, "compliance_mode": "none", "timestamp": "2025-05-15T14:30:00Z" }

/// <summary>The JSON of a failover event, as <c>docs/failover-events.schema.json</c> publishes it.</summary>
/// <remarks>
/// The message id is a keyed hash, the same that log lines print, for every sender: a WhatsApp id has the phone number inside, and whether a sender is restricted need not be known here.
/// </remarks>
internal static class FailoverEventJson
{
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static byte[] Write(FailoverEvent failoverEvent)
    {
        var bytes = new ArrayBufferWriter<byte>(320);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("event_type"u8, "webhook_processing"u8);
            json.WriteString("message_id"u8, failoverEvent.Message.ToString());
            json.WriteString("primary_region"u8, failoverEvent.PrimaryRegion.Name);
            json.WriteString("status"u8, NameOf(failoverEvent.Status));
            if (failoverEvent.TargetRegion is { } target)
            {
                json.WriteString("target_region"u8, target.Name);
            }
            else
            {
                json.WriteNull("target_region"u8);
            }

            json.WriteNumber("latency_ms"u8, (long)failoverEvent.Latency.TotalMilliseconds);
            json.WriteString("compliance_mode"u8, NameOf(failoverEvent.Compliance));
            json.WriteString("timestamp"u8, failoverEvent.Time.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    public static string NameOf(FailoverStatus status) => status switch
    {
        FailoverStatus.FailoverTriggered => "failover_triggered",
        FailoverStatus.Hedged => "hedged",
        FailoverStatus.ReturnedToPrimary => "returned_to_primary",
        FailoverStatus.FailedBack => "failed_back",
        FailoverStatus.Deferred => "deferred",
        FailoverStatus.DeadLettered => "dead_lettered",
        FailoverStatus.Spooled => "spooled",
        FailoverStatus.Replayed => "replayed",
        FailoverStatus.TakenOver => "taken_over",
        FailoverStatus.NotTaken => "not_taken",
        FailoverStatus.Masked => "masked",
        FailoverStatus.Held => "held",
        FailoverStatus.HandedHome => "handed_home",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "This status has no name."),
    };

    public static string NameOf(ComplianceMode mode) => mode switch
    {
        ComplianceMode.None => "none",
        ComplianceMode.MaskedPii => "masked_pii",
        ComplianceMode.Denied => "denied",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "This mode has no name."),
    };
}
