using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>A version that waits for one peer, and since when.</summary>
internal readonly record struct PendingWrite(DocumentContainer Container, DocumentVersion Version, bool IsResolution, long Appended)
{
    public ReplicatedDocument ToReplicated() => new(
        Container.Definition.Database, Container.Definition.Name, Container.Definition.Epoch, IsResolution, Version);
}
