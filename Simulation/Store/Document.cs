namespace OrleansFailover.Simulation.Store;

/// <summary>A document of the account.</summary>
/// <param name="ETag">Drawn anew at each write in the region that wrote it.</param>
/// <param name="WrittenAt">The writing region's wall clock, as ms since 1970.</param>
internal sealed record Document(string Key, string Id, ReadOnlyMemory<byte> Content, string ETag, long WrittenAt);
