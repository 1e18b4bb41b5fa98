namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>What a request's address names; <paramref name="Id"/> is empty for the documents of a container as a whole.</summary>
internal readonly record struct DocumentTarget(string Database, string Container, string Id);
