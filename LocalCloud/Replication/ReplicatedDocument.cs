using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>A version on its way to another region.</summary>
internal readonly record struct ReplicatedDocument(
    string Database, string Container, long Epoch, bool IsResolution, DocumentVersion Version);
