namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>What of a container's settings bears on its documents.</summary>
/// <param name="Database">Name of the database.</param>
/// <param name="Name">Name of the container.</param>
/// <param name="Epoch">How often a container of this name was deleted before.</param>
/// <param name="PartitionKeyPath">The partition key's path, split at its slashes.</param>
/// <param name="DefaultTimeToLive">Seconds a document lives; null when documents live for ever, whatever their own <c>ttl</c>.</param>
internal sealed record ContainerDefinition(
    string Database, string Name, long Epoch, IReadOnlyList<string> PartitionKeyPath, int? DefaultTimeToLive);
