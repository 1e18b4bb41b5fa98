namespace OrleansFailover.DeadLetters.Client;

/// <summary>What a discard did.</summary>
/// <param name="Discarded">How many letters.</param>
/// <param name="Next">From where to go on; null at the end.</param>
internal sealed record DiscardAnswer(int Discarded, string? Next);
