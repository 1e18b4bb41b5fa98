namespace OrleansFailover.RegionalState.Cosmos;

/// <summary>A document as the replica has it.</summary>
internal sealed record StoredDocument(ReadOnlyMemory<byte> Content, string ETag);
