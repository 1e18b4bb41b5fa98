using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>What stands before the documents of a full copy.</summary>
internal sealed record SnapshotHeader(long[] Floors, IReadOnlyList<MetadataRecord> Catalogue, IReadOnlyList<ContainerProgress> Progress);
