namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>A database (<paramref name="Container"/> empty) or container, or the memory of a deleted one.</summary>
/// <param name="Database">Name of the database.</param>
/// <param name="Container">Name of the container, or empty.</param>
/// <param name="Epoch">How often it was deleted before.</param>
/// <param name="Deleted">Whether it is deleted now.</param>
/// <param name="Version">Moment of the change in microseconds; settles two creations in the same epoch.</param>
/// <param name="Json">The resource as clients read it.</param>
internal sealed record MetadataRecord(string Database, string Container, long Epoch, bool Deleted, long Version, string Json)
{
    public bool IsDatabase => Container.Length == 0;

    public bool Supersedes(MetadataRecord other) =>
        (Epoch, Deleted, Version).CompareTo((other.Epoch, other.Deleted, other.Version)) > 0;
}
