namespace OrleansFailover.Drill.Soak;

/// <summary>What must not grow for ever.</summary>
public enum Measure
{
    /// <summary>Resident memory of a process, in bytes.</summary>
    Memory,

    /// <summary>Threads of a process.</summary>
    Threads,

    /// <summary>Open files and sockets of a process.</summary>
    Handles,

    /// <summary>The largest document of a conversation, in bytes.</summary>
    Document,
}
