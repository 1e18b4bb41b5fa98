using System.Globalization;
using System.Text.Json;

namespace OrleansFailover.Silo.Channels.Wasender.Wire;

/*
 * {"success":true,"data":{"msgId":100000,"jid":"+123456789","status":"in_progress"}}
 * {"message":"You are on a free trial. You can only send 1 message every 1 minute.","retry_after":60}
 *
 * These two are documented. What refusals look like besides is not: members are read where they are there, and none has to be.
 */

/// <summary>What the channel answers. Its texts are kept nowhere: they can repeat what was sent.</summary>
/// <param name="IsAnswer">False when it is no such thing, such as the page of a proxy.</param>
/// <param name="Refuses">True when it says that it did not take the message.</param>
/// <param name="MessageId">The id of the message: the one of its statuses (<c>key.id</c>) where the answer has it, else the channel's own.</param>
/// <param name="RetryAfter">How long to wait.</param>
/// <param name="NamesSession">True when the refusal speaks of the session, not of the message.</param>
internal sealed record WasenderAnswer(bool IsAnswer, bool Refuses = false, string? MessageId = null, TimeSpan? RetryAfter = null, bool NamesSession = false)
{
    private const double LongestWait = 3600;

    public static WasenderAnswer Parse(byte[] utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            var root = document.RootElement;
            return root.ValueKind != JsonValueKind.Object ? new(false) : new(
                true,
                root.TryGetProperty("success", out var success) && success.ValueKind is JsonValueKind.False,
                root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object ? IdOf(data) : null,
                root.TryGetProperty("retry_after", out var wait) ? WaitOf(wait) : null,
                root.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
                    && message.GetString()!.Contains("session", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new(false);
        }
    }

    /// <summary>A wait of so many seconds, at most an hour: then it is asked again. Null for none.</summary>
    public static TimeSpan? WaitOf(double seconds) => seconds > 0 ? TimeSpan.FromSeconds(Math.Min(seconds, LongestWait)) : null;

    private static TimeSpan? WaitOf(JsonElement wait) => wait.ValueKind switch
    {
        JsonValueKind.Number when wait.TryGetDouble(out var seconds) => WaitOf(seconds),
        JsonValueKind.String when double.TryParse(wait.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) => WaitOf(seconds),
        _ => null,
    };

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
