using OrleansFailover.LocalCloud.Cosmos;
using OrleansFailover.LocalCloud.Replication;

namespace OrleansFailover.LocalCloud;

/// <summary>What exists of a region once its account is known.</summary>
internal sealed record RegionParts(
    ReplicationContext Context, CosmosEndpoint Endpoint, ReplicationEndpoint Inbound, Synchronizer Synchronizer, long Incarnation)
{
    public CosmosStore Store => Context.Store;

    public static RegionParts Create(
        Topology topology,
        RegionClock clock,
        RegionState state,
        CosmosFaults faults,
        RegionStatistics statistics,
        ReplicationControl control,
        Replicator replicator,
        ILogger logger)
    {
        var incarnation = clock.Microseconds();
        var floors = new RegionProgress(topology.Count);
        floors.Raise(topology.Self, incarnation);
        var store = new CosmosStore(topology, clock, floors, replicator);
        var context = new ReplicationContext(topology, store, floors, state, statistics, control, clock.Time, logger);
        var inbox = new ReplicationInbox(context);
        return new RegionParts(
            context,
            new CosmosEndpoint(topology, store, faults, state, statistics, replicator.SpreadMetadataAsync),
            new ReplicationEndpoint(context, inbox),
            new Synchronizer(context, inbox, incarnation),
            incarnation);
    }
}
