namespace OrleansFailover.Silo.Channels.Wasender.Wire;

/*
 * POST {base}/api/send-message
 * {"to":"+491701234567","text":"Hello"}
 */

/// <summary>The body of a send.</summary>
/// <param name="To">The phone number with its plus sign, or a lid with its server: <c>123456@lid</c>.</param>
internal sealed record SendMessage(string To)
{
    public string? Text { get; init; }

    public string? ImageUrl { get; init; }

    public string? VideoUrl { get; init; }

    public string? DocumentUrl { get; init; }

    public string? AudioUrl { get; init; }

    public string? StickerUrl { get; init; }

    public string? FileName { get; init; }
}
