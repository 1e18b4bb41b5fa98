using System.Text;
using OrleansFailover.DeadLetters;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.WebhookGateway.Admin;

/// <summary>A dead letter as an operator sees it: without content and with pseudonyms, unless the content is asked for.</summary>
internal sealed record DeadLetterView
{
    public required string Id { get; init; }

    public required string Reason { get; init; }

    public string? Detail { get; init; }

    public required string Region { get; init; }

    /// <summary>When it was acked.</summary>
    public required DateTimeOffset Time { get; init; }

    public required DateTimeOffset KeptAt { get; init; }

    /// <summary><c>webhook</c> or <c>topic/partition@offset</c>.</summary>
    public required string Source { get; init; }

    public required int Attempts { get; init; }

    public required int FailoverCount { get; init; }

    /// <summary>The conversations' pseudonyms, as log lines print them; their keys where the content was asked for.</summary>
    public required IReadOnlyList<string> Conversations { get; init; }

    public required DeadLetterStatus Status { get; init; }

    public DateTimeOffset? StatusAt { get; init; }

    public required int ContentBytes { get; init; }

    /// <summary>The content as text, when it was asked for and is text.</summary>
    public string? Content { get; init; }

    /// <summary>The content in base64, when it was asked for and is no text.</summary>
    public string? ContentBase64 { get; init; }

    public static DeadLetterView Of(StoredDeadLetter stored, bool withContent = false)
    {
        var letter = stored.Letter;
        var content = withContent ? (letter.Webhook ?? letter.Envelope ?? default).ToArray() : null;
        var text = content is null ? null : TextOf(content);
        return new()
        {
            Id = stored.Id.Value,
            Reason = letter.Reason,
            Detail = letter.Detail,
            Region = letter.Region,
            Time = letter.Time,
            KeptAt = letter.KeptAt,
            Source = letter.Source,
            Attempts = letter.Attempts,
            FailoverCount = letter.FailoverCount,
            Conversations = withContent ? letter.Conversations : [.. letter.Conversations.Select(key => $"conversation:{Pseudonym.Of(key)}")],
            Status = stored.Status,
            StatusAt = stored.StatusAt,
            ContentBytes = letter.ContentBytes,
            Content = text,
            ContentBase64 = content is not null && text is null ? Convert.ToBase64String(content) : null,
        };
    }

    private static string? TextOf(byte[] content)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(content);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
