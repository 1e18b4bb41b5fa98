namespace OrleansFailover.Drill.Cluster;

/// <summary>A part of the local topology could not be started. The message is for the person at the terminal.</summary>
public sealed class StartException : Exception
{
    /// <param name="part">The part, as the user knows it.</param>
    /// <param name="reason">What went wrong and what to do.</param>
    /// <param name="tail">The last lines of its output.</param>
    public StartException(string part, string reason, IReadOnlyList<string>? tail = null)
        : base($"{part}: {reason}")
    {
        Part = part;
        Tail = tail ?? [];
    }

    public string Part { get; }

    public IReadOnlyList<string> Tail { get; }
}
