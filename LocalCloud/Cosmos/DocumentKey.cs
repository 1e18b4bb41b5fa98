namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>A document inside its container: the canonical form of its partition key, and its id.</summary>
internal readonly record struct DocumentKey(string PartitionKey, string Id);
