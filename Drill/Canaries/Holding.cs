namespace OrleansFailover.Drill.Canaries;

/// <summary>Something that a region holds.</summary>
/// <param name="Place">Where.</param>
/// <param name="Name">What it is called there.</param>
/// <param name="Content">All of it, its name included where that is a place for content, too.</param>
internal readonly record struct Holding(HoldingPlace Place, string Name, ReadOnlyMemory<byte> Content);
