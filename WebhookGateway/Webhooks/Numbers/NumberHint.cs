using System.Text.Json;

namespace OrleansFailover.WebhookGateway.Webhooks.Numbers;

// "metadata": { "display_phone_number": "15550783881", "phone_number_id": "106540352242922" }

/// <summary>
/// The first business number that a body names, read before its signature is checked, so only to choose the secret: whoever writes another
/// one there is checked against that one's secret. Stops at the first; allocates nothing but the answer. Never throws for what the bytes hold.
/// </summary>
internal static class NumberHint
{
    private const int MaxIdBytes = 64;

    public static string? Of(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 64 });
        try
        {
            var metadata = -1;
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName)
                {
                    if (metadata < 0 && reader.ValueTextEquals("metadata"u8))
                    {
                        metadata = reader.CurrentDepth;
                    }
                    else if (reader.CurrentDepth == metadata + 1 && metadata >= 0 && reader.ValueTextEquals("phone_number_id"u8))
                    {
                        return reader.Read() && reader.TokenType is JsonTokenType.String && reader.ValueSpan.Length <= MaxIdBytes ? reader.GetString() : null;
                    }
                    else if (reader.CurrentDepth <= metadata)
                    {
                        metadata = reader.ValueTextEquals("metadata"u8) ? reader.CurrentDepth : -1;
                    }
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // No JSON to its end, or no text: the signature decides what becomes of it.
        }

        return null;
    }
}
