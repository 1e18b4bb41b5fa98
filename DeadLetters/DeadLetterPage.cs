namespace OrleansFailover.DeadLetters;

/// <summary>A part of a list.</summary>
/// <param name="Items">The letters, oldest ack first.</param>
/// <param name="Next">What to pass as <c>after</c> for the next part; null at the end. A page can be shorter than asked for and not be the last.</param>
public sealed record DeadLetterPage(IReadOnlyList<StoredDeadLetter> Items, string? Next);
