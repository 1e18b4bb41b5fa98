using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Replication;

/// <summary>What every link of a region shares.</summary>
internal sealed record ReplicationContext(
    Topology Topology,
    CosmosStore Store,
    RegionProgress Floors,
    RegionState State,
    RegionStatistics Statistics,
    ReplicationControl Control,
    TimeProvider Time,
    ILogger Logger);
