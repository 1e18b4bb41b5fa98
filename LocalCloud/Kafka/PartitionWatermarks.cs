namespace OrleansFailover.LocalCloud.Kafka;

/// <summary>What a partition of the broker holds.</summary>
/// <param name="Topic">Name of the topic.</param>
/// <param name="Partition">Number of the partition.</param>
/// <param name="Low">First offset that is still there: so many messages were trimmed, read or not.</param>
/// <param name="High">Offset after the last message.</param>
public sealed record PartitionWatermarks(string Topic, int Partition, long Low, long High);
