namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Operations on documents that a fault can be limited to.</summary>
public enum CosmosOperation
{
    /// <summary>Point read.</summary>
    Read,

    /// <summary>Read of a whole partition.</summary>
    ReadFeed,

    /// <summary>Create.</summary>
    Create,

    /// <summary>Replace.</summary>
    Replace,

    /// <summary>Upsert.</summary>
    Upsert,

    /// <summary>Delete.</summary>
    Delete,
}
