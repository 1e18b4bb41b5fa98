namespace OrleansFailover.DeadLetters;

/// <summary>A dead letter as the store has it.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Letter">The letter.</param>
/// <param name="Status">What became of it.</param>
/// <param name="StatusAt">Since when; null while it waits.</param>
public sealed record StoredDeadLetter(DeadLetterId Id, DeadLetter Letter, DeadLetterStatus Status, DateTimeOffset? StatusAt);
