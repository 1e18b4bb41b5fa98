namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>What a client asks of a document.</summary>
internal enum DocumentWriteKind
{
    Create,
    Replace,
    Upsert,
    Delete,
}
