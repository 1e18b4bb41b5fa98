namespace OrleansFailover.DeadLetters.Client;

/// <summary>Which letters. What is not set does not narrow.</summary>
/// <param name="Reasons">Only these reasons.</param>
/// <param name="Conversation">Only this conversation: its key or its pseudonym.</param>
/// <param name="From">Acked at this time or later.</param>
/// <param name="To">Acked before this time.</param>
internal sealed record LetterFilter(IReadOnlyList<string> Reasons, string? Conversation, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>True when it leaves every letter.</summary>
    public bool IsOpen => Reasons.Count == 0 && string.IsNullOrEmpty(Conversation) && From is null && To is null;
}
