using OrleansFailover.LocalCloud.Kafka;
using OrleansFailover.LocalCloud.Replication;

namespace OrleansFailover.LocalCloud;

/// <summary>Counters of a region since it started.</summary>
/// <param name="Region">Name of the region.</param>
/// <param name="Writes">Writes that clients made here and that were accepted.</param>
/// <param name="Replicated">Versions that peers have confirmed, counted once a peer.</param>
/// <param name="Received">Versions of other regions that took effect here.</param>
/// <param name="ReceivedStale">Versions of other regions that were known here already.</param>
/// <param name="Conflicts">Documents that two regions had written without knowing of each other, as seen here.</param>
/// <param name="RolledBackTentativeWrites">Writes that this region had accepted and that lost such a conflict.</param>
/// <param name="FaultsInjected">Document operations that an injected fault has hit.</param>
/// <param name="Peers">What waits for each peer.</param>
/// <param name="TrimmedKafkaMessages">Messages that the broker has trimmed from the configured topics, read or not.</param>
/// <param name="Kafka">What the configured topics hold; empty while the broker is down.</param>
/// <param name="Containers">What clients asked of each container.</param>
public sealed record RegionStatisticsSnapshot(
    string Region,
    long Writes,
    long Replicated,
    long Received,
    long ReceivedStale,
    long Conflicts,
    long RolledBackTentativeWrites,
    long FaultsInjected,
    IReadOnlyList<PeerStatus> Peers,
    long TrimmedKafkaMessages,
    IReadOnlyList<PartitionWatermarks> Kafka,
    IReadOnlyList<ContainerStatistics> Containers);
