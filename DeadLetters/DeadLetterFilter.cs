using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.DeadLetters;

/// <summary>Which dead letters. What is not set does not narrow.</summary>
public sealed record DeadLetterFilter
{
    /// <summary>Only these names.</summary>
    public IReadOnlyCollection<string> Ids { get; init; } = [];

    /// <summary>Only these reasons.</summary>
    public IReadOnlyCollection<string> Reasons { get; init; } = [];

    /// <summary>
    /// Only letters about this conversation: its key, or its pseudonym as log lines print it. Every record that the other members leave is opened
    /// for it. Pseudonyms match only between processes with the same <c>Privacy:PseudonymKey</c>.
    /// </summary>
    public string? Conversation { get; init; }

    /// <summary>Acked at this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Acked before this time.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Only this status; default <see cref="DeadLetterStatus.Kept"/>, null for all.</summary>
    public DeadLetterStatus? Status { get; init; } = DeadLetterStatus.Kept;

    internal bool Matches(DeadLetterId id) =>
        (Reasons.Count == 0 || Reasons.Contains(id.Reason))
        && (Ids.Count == 0 || Ids.Contains(id.Value))
        && (From is not { } from || id.Time >= from)
        && (To is not { } to || id.Time < to);

    internal bool Matches(DeadLetter letter)
    {
        const string Prefix = "conversation:";
        if (Conversation is not { Length: > 0 } wanted)
        {
            return true;
        }

        var pseudonym = wanted.StartsWith(Prefix, StringComparison.Ordinal) ? wanted[Prefix.Length..] : wanted;
        return letter.Conversations.Any(key => key == wanted || Pseudonym.Of(key) == pseudonym);
    }
}
