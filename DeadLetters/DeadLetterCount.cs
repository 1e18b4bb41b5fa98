namespace OrleansFailover.DeadLetters;

/// <summary>How many letters of a reason wait.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Count">How many.</param>
/// <param name="Oldest">When the oldest of them was acked.</param>
public sealed record DeadLetterCount(string Reason, long Count, DateTimeOffset Oldest);
