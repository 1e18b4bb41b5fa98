namespace OrleansFailover.LocalCloud;

/// <summary>What clients asked of one kind of partition keys of one container since the region started.</summary>
/// <param name="Container">Its name.</param>
/// <param name="KeyPrefix">What stands before the first slash of the keys; empty for keys without one.</param>
/// <param name="Reads">Documents that were asked for, found or not, and reads of a partition.</param>
/// <param name="Writes">Creates, replaces, upserts and deletes that were tried.</param>
/// <param name="RequestUnits">What the answers said they cost: a read of 1 KiB about 1, a write of 1 KiB about 6.</param>
/// <param name="WrittenBytes">The bytes of the documents that were written.</param>
public sealed record ContainerStatistics(string Container, string KeyPrefix, long Reads, long Writes, double RequestUnits, long WrittenBytes);
