namespace OrleansFailover.Drill.Commands;

/// <summary>What the command line returns.</summary>
internal static class ExitCode
{
    /// <summary>Everything held.</summary>
    public const int Held = 0;

    /// <summary>A promise was broken, or a part could not be started.</summary>
    public const int Broken = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;
}
