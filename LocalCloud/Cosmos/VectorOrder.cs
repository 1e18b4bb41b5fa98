namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>How one version vector stands to another.</summary>
internal enum VectorOrder
{
    Equal,
    Dominates,
    Dominated,
    Concurrent,
}
