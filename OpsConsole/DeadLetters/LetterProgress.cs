namespace OrleansFailover.OpsConsole.DeadLetters;

/// <summary>How far a piece of work has come.</summary>
/// <param name="Done">Letters that it is done with.</param>
/// <param name="All">Letters that it is to be done with.</param>
/// <param name="Left">Of those that are done: letters that stay, because nothing is read in them.</param>
/// <param name="Error">Why it stopped; null while it did not.</param>
internal sealed record LetterProgress(int Done, int All, int Left, string? Error);
