namespace OrleansFailover.RegionalState.Tests.Storage;

public sealed class LocalCloudConformanceTests : RegionalStorageConformance
{
    private protected override async Task<StoreWorld> CreateWorldAsync() => await LocalCloudWorld.StartAsync();
}
