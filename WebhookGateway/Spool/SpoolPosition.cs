namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>Up to where a lane is drained.</summary>
/// <param name="Segment">The number of the segment; every segment before it is drained.</param>
/// <param name="Offset">The bytes of it that are drained.</param>
internal readonly record struct SpoolPosition(long Segment, long Offset);
