namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Where a region's accepted writes go to reach the other regions.</summary>
internal interface IReplicationLog
{
    /// <summary>Appends a version; called under the container's lock, so the order of calls is the order of writes.</summary>
    void Append(DocumentContainer container, DocumentVersion version, bool isResolution);
}
