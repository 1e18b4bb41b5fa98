namespace OrleansFailover.OpsConsole.DeadLetters;

/// <summary>What is done with dead letters.</summary>
internal enum LetterWork
{
    /// <summary>Their events go to the inbound log.</summary>
    Replay,

    /// <summary>They are given up.</summary>
    Discard,
}
