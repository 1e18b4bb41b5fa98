namespace OrleansFailover.LocalCloud.Control;

/// <summary>Body of <c>PUT /control/partition</c>.</summary>
internal sealed record PartitionChange(IReadOnlyList<string> Peers, bool On);
