using System.Text.Json;

namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/*
 * {"messaging_product":"whatsapp","contacts":[{"input":"491701234567","wa_id":"491701234567"}],"messages":[{"id":"wamid.…"}]}
 * {"error":{"message":"…","type":"OAuthException","code":131047,"error_data":{"details":"…"},"is_transient":false,"fbtrace_id":"…"}}
 */

/// <summary>What the channel answers: messages, or an error.</summary>
internal sealed record SendResponse
{
    public IReadOnlyList<SentMessage>? Messages { get; init; }

    public ApiError? Error { get; init; }

    /// <summary>The answer in these bytes, or an empty one when they are something else, such as the page of a proxy.</summary>
    public static SendResponse Parse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize(utf8, CloudApiJsonContext.Default.SendResponse) ?? new();
        }
        catch (JsonException)
        {
            return new();
        }
    }
}
