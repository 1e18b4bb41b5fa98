using System.Text.Json;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.WebhookGateway.Edge;

// "messages": [ { "from": "491701234567", "id": "wamid.HBgM…", … } ]
// "statuses": [ { "id": "wamid.HBgM…", "status": "delivered", "recipient_participant_id"?: "…", … } ]

/// <summary>
/// The id of the first message, echo or status of a webhook, as the region's gateway makes it; the default where there is none. For failover events alone: the edge asks no
/// more of a body. Stops at the first and never throws for what the bytes hold.
/// </summary>
internal static class MessageHint
{
    private const int MaxTextBytes = 512;

    public static MessageId Of(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 64 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is not JsonTokenType.PropertyName)
                {
                    continue;
                }

                var isStatus = reader.ValueTextEquals("statuses"u8);
                if ((isStatus || reader.ValueTextEquals("messages"u8) || reader.ValueTextEquals("message_echoes"u8)) && EntersFirstElement(ref reader))
                {
                    return ReadElement(ref reader, isStatus);
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON to its end, or no text: an event without a message.
        }

        return default;
    }

    private static bool EntersFirstElement(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType is JsonTokenType.StartArray && reader.Read() && reader.TokenType is JsonTokenType.StartObject;

    private static MessageId ReadElement(ref Utf8JsonReader reader, bool isStatus)
    {
        string? id = null, status = null, participant = null;
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType is not JsonTokenType.PropertyName || reader.CurrentDepth != depth + 1)
            {
                continue;
            }

            if (reader.ValueTextEquals("id"u8))
            {
                id = Text(ref reader);
            }
            else if (isStatus && reader.ValueTextEquals("status"u8))
            {
                status = Text(ref reader);
            }
            else if (isStatus && reader.ValueTextEquals("recipient_participant_id"u8))
            {
                participant = Text(ref reader);
            }
        }

        return id is null || (isStatus && status is null) ? default
            : !isStatus ? new MessageId(id)
            : new MessageId(participant is null ? $"{id}:{status}" : $"{id}:{status}:{participant}");
    }

    private static string? Text(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length is > 0 and <= MaxTextBytes ? reader.GetString() : null;
}
