namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>Outcome of a write, the version that is stored now, and the session token after it.</summary>
internal readonly record struct DocumentWriteResult(DocumentWriteOutcome Outcome, DocumentVersion? Version, string SessionToken);
