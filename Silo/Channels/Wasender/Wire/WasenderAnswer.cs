using System.Text.Json;

namespace OrleansFailover.Silo.Channels.Wasender.Wire;

/*
 * {"success":true,"data":{"msgId":100001,"jid":"491701234567@s.whatsapp.net","status":"in_progress"}}
 * {"success":false,"message":"…","retry_after":5}
 */

/// <summary>What the channel answers. Its texts are left unread: they can repeat what was sent.</summary>
/// <param name="Succeeded">Null when the answer is no such thing, such as the page of a proxy.</param>
/// <param name="MessageId">The id of the message: the one of its statuses (<c>key.id</c>) where the answer has it, else the channel's own.</param>
/// <param name="RetryAfter">How long to wait.</param>
internal sealed record WasenderAnswer(bool? Succeeded, string? MessageId, TimeSpan? RetryAfter)
{
    private const double LongestWait = 3600;

    public static WasenderAnswer Parse(byte[] utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? new(null, null, null) : new(
                root.TryGetProperty("success", out var success) && success.ValueKind is JsonValueKind.True or JsonValueKind.False ? success.GetBoolean() : null,
                root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? IdOf(data) : null,
                root.TryGetProperty("retry_after", out var wait) && wait.ValueKind == JsonValueKind.Number && wait.TryGetDouble(out var seconds) && seconds is > 0 and <= LongestWait
                    ? TimeSpan.FromSeconds(seconds)
                    : null);
        }
        catch (JsonException)
        {
            return new(null, null, null);
        }
    }

    private static string? IdOf(JsonElement data)
    {
        if (data.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.Object && key.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String)
        {
            return id.GetString();
        }

        return data.TryGetProperty("msgId", out var own)
            ? own.ValueKind switch { JsonValueKind.String => own.GetString(), JsonValueKind.Number => own.GetRawText(), _ => null }
            : null;
    }
}
