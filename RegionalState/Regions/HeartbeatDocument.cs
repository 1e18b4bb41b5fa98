namespace OrleansFailover.RegionalState.Regions;

/// <summary>
/// A heartbeat as a document of the store.
/// <code>
/// {"id":"westeurope","pk":"westeurope","incarnation":1789900000000,"beat":1789900012500,"phase":"Active","writtenAt":1789900012500}
/// </code>
/// </summary>
/// <param name="Heartbeat">The heartbeat.</param>
/// <param name="WrittenAt">The writer's clock.</param>
internal sealed record HeartbeatDocument(Heartbeat Heartbeat, DateTimeOffset WrittenAt);
