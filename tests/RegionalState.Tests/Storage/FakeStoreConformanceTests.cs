namespace OrleansFailover.RegionalState.Tests.Storage;

public sealed class FakeStoreConformanceTests : RegionalStorageConformance
{
    private protected override Task<StoreWorld> CreateWorldAsync() => Task.FromResult<StoreWorld>(new FakeWorld());
}
