namespace OrleansFailover.DeadLetters.Client;

/// <summary>A part of a list.</summary>
/// <param name="Items">The letters, oldest ack first.</param>
/// <param name="Next">From where the next part goes on; null at the end.</param>
internal sealed record LetterPage(IReadOnlyList<Letter> Items, string? Next);
