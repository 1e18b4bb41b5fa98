namespace OrleansFailover.DeadLetters.Storage;

/// <summary>What became of a letter, as its second record says.</summary>
internal sealed record Settlement(DeadLetterStatus Status, DateTimeOffset At);
