using System.Text.Json;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Webhooks.Numbers;

/// <summary>Keeps what is not for this deployment out of the log: it is acked and kept, and nobody answers it.</summary>
internal static class ServedNumbers
{
    /// <summary>True when an event is of a number whose app did not sign the webhook: an app's secret speaks for its own numbers.</summary>
    /// <param name="parsed">The webhook.</param>
    /// <param name="table">The business numbers.</param>
    /// <param name="app">The app that signed; null where that was checked before.</param>
    public static bool HasNumberOfAnotherApp(ParsedWebhook parsed, BusinessNumberTable table, string? app)
    {
        if (app is null || table.Numbers.Count == 0)
        {
            return false;
        }

        foreach (var inboundEvent in parsed.Events)
        {
            if (table.Find(inboundEvent.Conversation.Channel, inboundEvent.Conversation.BusinessNumberId) is { App: { } owner } && owner != app)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Turns the events of numbers that are not configured into rejected parts, one a change of the webhook.</summary>
    public static void RejectUnlisted(ParsedWebhook parsed, ReadOnlyMemory<byte> body, BusinessNumberTable table)
    {
        if (table.Numbers.Count == 0 || parsed.Events.RemoveAll(inboundEvent => !IsServed(inboundEvent, table)) == 0)
        {
            return;
        }

        // Read once more: rare, and only here is it known which parts to keep.
        using var document = JsonDocument.Parse(body);
        if (!document.RootElement.TryArray("entry"u8, out var entries))
        {
            // The webhook of a session: all of it is of that one.
            parsed.Reject(RejectReason.UnknownNumber, parsed.KeepsMore ? body.ToArray() : null);
            return;
        }

        foreach (var entry in entries.EnumerateArray())
        {
            if (!entry.TryArray("changes"u8, out var changes))
            {
                continue;
            }

            foreach (var change in changes.EnumerateArray())
            {
                if (change.TryObject("value"u8, out var value) && value.TryObject("metadata"u8, out var metadata)
                    && metadata.Text("phone_number_id"u8) is { } number && !table.Serves(BusinessNumbers.Settings.ChannelNames.WhatsApp, number)
                    && (value.TryArray("messages"u8, out _) || value.TryArray("message_echoes"u8, out _) || value.TryArray("statuses"u8, out _)))
                {
                    parsed.Reject(RejectReason.UnknownNumber, parsed.KeepsMore ? SingleWebhook.OfChange(entry, change) : null);
                }
            }
        }
    }

    private static bool IsServed(InboundEvent inboundEvent, BusinessNumberTable table) =>
        table.Serves(inboundEvent.Conversation.Channel, inboundEvent.Conversation.BusinessNumberId);
}
