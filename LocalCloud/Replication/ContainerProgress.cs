namespace OrleansFailover.LocalCloud.Replication;

/// <summary>How far a region had followed each region in one container.</summary>
internal sealed record ContainerProgress(string Database, string Container, long Epoch, long[] Progress);
