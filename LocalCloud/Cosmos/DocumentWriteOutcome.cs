namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>What became of a write.</summary>
internal enum DocumentWriteOutcome
{
    Created,
    Replaced,
    Deleted,
    AlreadyExists,
    NotFound,
    PreconditionFailed,
}
