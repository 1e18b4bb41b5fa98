using OrleansFailover.DeadLetters;

namespace OrleansFailover.WebhookGateway.Admin;

/// <summary>Which letters to replay or to discard. At least one of ids, reasons, conversation, from and to, or <c>all</c>.</summary>
internal sealed record DeadLetterSelection
{
    public const int DefaultLimit = 1000;
    public const int MaxLimit = 10_000;

    public IReadOnlyList<string> Ids { get; init; } = [];

    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>A key or a pseudonym.</summary>
    public string? Conversation { get; init; }

    /// <summary>Acked at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Acked before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Every letter that waits.</summary>
    public bool All { get; init; }

    /// <summary>Replay only: also letters that were replayed before, instead of those that wait.</summary>
    public bool Again { get; init; }

    /// <summary>From where to go on: the <c>next</c> of the answer before.</summary>
    public string? After { get; init; }

    /// <summary>The most letters of this request. Default 1000, 1 to 10,000.</summary>
    public int Limit { get; init; } = DefaultLimit;

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Error() =>
        Limit is < 1 or > MaxLimit ? $"limit must be 1 to {MaxLimit}."
        : !All && Ids.Count == 0 && Reasons.Count == 0 && string.IsNullOrEmpty(Conversation) && From is null && To is null
            ? "Name ids, reasons, a conversation, from or to, or say all."
        : null;

    public DeadLetterFilter Filter() => new()
    {
        Ids = Ids,
        Reasons = Reasons,
        Conversation = Conversation,
        From = From,
        To = To,
        Status = Again ? DeadLetterStatus.Replayed : DeadLetterStatus.Kept,
    };
}
