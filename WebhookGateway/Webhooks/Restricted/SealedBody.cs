using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Restricted;

// {"object":"sealed","v":1,"events":[{"v":1,"event":{…}},…]}
//
// A part that is no event comes alone: "events":[] and "part":{…} (Residency, PartSeals).
//
// Stands in dead letters and in the spool in the place of a body that must not be readable here. No channel sends it, and no gateway takes it from outside.

/// <summary>The envelopes of a webhook's events in the shape of a webhook.</summary>
internal static class SealedBody
{
    public static ReadOnlySpan<byte> Object => "sealed"u8;

    private static ReadOnlySpan<byte> Start => "{\"object\":\"sealed\",\"v\":1,\"events\":["u8;

    public static byte[] Write(IEnumerable<InboundEvent> events)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        buffer.Write(Start);
        var isFirst = true;
        foreach (var inboundEvent in events)
        {
            if (!isFirst)
            {
                buffer.Write(","u8);
            }

            buffer.Write(EnvelopeCodec.Encode(inboundEvent));
            isFirst = false;
        }

        buffer.Write("]}"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote. An event that this build cannot read becomes a rejected part.</summary>
    public static ParsedWebhook Parse(JsonElement root)
    {
        if (!root.TryArray("events"u8, out var events))
        {
            return new ParsedWebhook { Unreadable = RejectReason.Unreadable, IsSealed = true };
        }

        var parsed = new ParsedWebhook { IsSealed = true };
        if (root.TryMember("part"u8, out _))
        {
            // What is no event stays none: home alone reads it.
            parsed.Reject(RejectReason.Sealed, parsed.KeepsMore ? JsonMarshal.GetRawUtf8Value(root).ToArray() : null);
        }

        foreach (var element in events.EnumerateArray())
        {
            var envelope = JsonMarshal.GetRawUtf8Value(element);
            try
            {
                parsed.Events.Add(EnvelopeCodec.Decode(envelope));
            }
            catch (FormatException)
            {
                parsed.Reject(RejectReason.Shape, parsed.KeepsMore ? [.. Start, .. envelope, .. "]}"u8] : null);
            }
        }

        return parsed;
    }
}
