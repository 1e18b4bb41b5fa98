namespace OrleansFailover.Drill.Soak;

/// <summary>What one process of the regions uses at one moment.</summary>
/// <param name="Part">Its part of the topology, e.g. <c>eastus/Silo</c>.</param>
/// <param name="Process">Its id: a part that was started again has another one.</param>
/// <param name="Minutes">When, since the soak began.</param>
/// <param name="AgeSeconds">How long it has run.</param>
/// <param name="MemoryBytes">Its resident memory.</param>
/// <param name="Threads">Its threads.</param>
/// <param name="Handles">Its open files and sockets.</param>
public sealed record ProcessSample(string Part, int Process, double Minutes, double AgeSeconds, long MemoryBytes, int Threads, int Handles);
