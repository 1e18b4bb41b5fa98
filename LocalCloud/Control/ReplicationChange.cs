namespace OrleansFailover.LocalCloud.Control;

/// <summary>Body of <c>PUT /control/replication</c>; what is left out stays as it is.</summary>
internal sealed record ReplicationChange(TimeSpan? Lag, bool? Paused);
