namespace OrleansFailover.LocalCloud.Replication;

/// <summary>Headers and paths of the traffic between regions.</summary>
internal static class ReplicationHeaders
{
    public const string Region = "X-LocalCloud-Region";

    public const string Regions = "X-LocalCloud-Regions";

    public const string Incarnation = "X-LocalCloud-Incarnation";

    public const string MetadataPath = "replication/metadata";

    public const string DocumentsPath = "replication/documents";

    public const string SnapshotPath = "replication/snapshot";
}
