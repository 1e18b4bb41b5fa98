using System.Text.Json;

namespace OrleansFailover.Drill.Channel.Wasender;

/// <summary>Reads the body of <c>POST /api/send-message</c>.</summary>
/// <remarks><code>{"to":"+15550001","text":"Question 1: …"}</code></remarks>
internal static class WasenderSend
{
    private const int MaxText = 4096;

    private static readonly string[] Media = ["imageUrl", "videoUrl", "documentUrl", "audioUrl", "stickerUrl"];

    /// <exception cref="SendRejectedException">It is not what the channel accepts.</exception>
    public static SendRequest Read(JsonElement body, string replyId)
    {
        var to = Text(body, "to")?.Split('@')[0].TrimStart('+');
        var text = Text(body, "text");
        var media = Array.Find(Media, name => Text(body, name) is not null);
        if (string.IsNullOrEmpty(to) || !to.All(char.IsAsciiDigit))
        {
            throw new SendRejectedException("to must be a number or a jid");
        }

        if (media is null && string.IsNullOrEmpty(text))
        {
            throw new SendRejectedException("text or a medium is required");
        }

        if (text?.Length > MaxText)
        {
            throw new SendRejectedException($"text is longer than {MaxText}");
        }

        return new SendRequest(new Recipient(to, IsUserId: false), replyId, null, new SendContent(media is null ? "text" : media.Replace("Url", "", StringComparison.Ordinal), text ?? "", []));
    }

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
