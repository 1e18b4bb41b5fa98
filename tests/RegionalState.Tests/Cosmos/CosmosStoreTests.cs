using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansFailover.LocalCloud.Cosmos;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Storage;
using OrleansFailover.RegionalState.Tests.Storage;

namespace OrleansFailover.RegionalState.Tests.Cosmos;

public sealed class CosmosStoreTests : IAsyncLifetime
{
    private const string Key = "whatsapp/1065/4917";

    private LocalCloudWorld world = null!;

    public async ValueTask InitializeAsync() => world = await LocalCloudWorld.StartAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Fact]
    public async Task ReadAsync_ContainerIsMissing_IsRefusedAndNotTakenForANewConversation()
    {
        await world.SiloAsync();
        var silo = await world.SiloAsync(configure: options =>
        {
            options.CreateIfMissing = false;
            options.Container = "not-there";
        });

        await Assert.ThrowsAsync<StoreRefusedException>(() => silo.ReadAsync(Key));
    }

    [Theory]
    [InlineData("00:00:00", null)]
    [InlineData("90.00:00:00", 7_776_000)]
    public async Task StartAsync_Retention_IsTheContainersTimeToLive(string retention, int? seconds)
    {
        await world.SiloAsync(configure: options => (options.Container, options.Retention) = ("kept", TimeSpan.Parse(retention, CultureInfo.InvariantCulture)));

        using var client = new CosmosClient(
            world[StoreWorld.East].CosmosEndpoint.AbsoluteUri,
            LocalCloudWorld.AccountKey,
            new CosmosClientOptions { ConnectionMode = ConnectionMode.Gateway, LimitToEndpoint = true });
        var container = await client.GetContainer(new RegionalCosmosStorageOptions().Database, "kept").ReadContainerAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(seconds, container.Resource.DefaultTimeToLive);
    }

    [Fact]
    public async Task ReadAsync_ReplicaIsBehindTheSession_IsNotTakenForANewConversation()
    {
        var silo = await world.SiloAsync(configure: options => options.RequestTimeout = TimeSpan.FromMilliseconds(500));
        world[StoreWorld.East].Faults.Add(new CosmosFault { Status = 404, SubStatus = 1002, Operations = [CosmosOperation.Read] });

        await Assert.ThrowsAsync<StoreReadException>(() => silo.ReadAsync(Key));
    }

    [Fact]
    public async Task WriteAsync_StoreHangs_EndsWithinTheBound()
    {
        var silo = await world.SiloAsync(configure: options => options.RequestTimeout = TimeSpan.FromMilliseconds(300));
        world.FailNextWrite(StoreWorld.East, WriteFault.Hang);
        var start = TimeProvider.System.GetTimestamp();

        var result = await silo.Store.WriteAsync(Key, StoreWorld.East, "{\"id\":\"eastus\",\"pk\":\"whatsapp/1065/4917\"}"u8.ToArray(), null, CancellationToken.None);

        Assert.Equal(StoreWriteOutcome.Unknown, result.Outcome);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task WriteAsync_StoreStaysBusy_IsRefusedAsNotApplied()
    {
        var silo = await world.SiloAsync(configure: options => options.RequestTimeout = TimeSpan.FromSeconds(3));
        var state = await silo.ReadAsync(Key);
        world[StoreWorld.East].Faults.Add(new CosmosFault { Status = 429 });

        await Assert.ThrowsAsync<StoreRefusedException>(() => silo.WriteAsync(Key, state, "a"));

        Assert.True(world[StoreWorld.East].Faults.Hits > 1, "The store was asked once only.");
        world[StoreWorld.East].Faults.Clear();
        await silo.WriteAsync(Key, state);
        Assert.Equal(["a"], (await silo.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task WriteAsync_ConnectionIsDroppedAfterTheWrite_IsUnknown()
    {
        var silo = await world.SiloAsync();
        var state = await silo.ReadAsync(Key);
        world[StoreWorld.East].Faults.Add(new CosmosFault { Kind = CosmosFaultKind.ApplyThenDrop, Operations = [CosmosOperation.Create] });

        var unknown = await Assert.ThrowsAsync<StoreWriteUnknownException>(() => silo.WriteAsync(Key, state, "a"));

        Assert.DoesNotContain("4917", unknown.ToString(), StringComparison.Ordinal);
        Assert.Equal(["a"], (await silo.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task WriteAsync_DocumentThatTheStoreFindsTooLarge_IsTooLargeAndNotUnknown()
    {
        var silo = await world.SiloAsync();
        var content = System.Text.Encoding.UTF8.GetBytes(
            $$"""{"id":"eastus","pk":"{{Key}}","filler":"{{new string('x', RegionalCosmosStorageOptions.StoreMaxDocumentBytes)}}"}""");

        var result = await silo.Store.WriteAsync(Key, StoreWorld.East, content, null, TestContext.Current.CancellationToken);

        Assert.Equal(StoreWriteOutcome.TooLarge, result.Outcome);
    }

    [Fact]
    public async Task WriteStateAsync_ThreeHundredInARow_CountsEachOnce()
    {
        var silo = await world.SiloAsync();
        var state = await silo.ReadAsync(Key);
        await silo.WriteAsync(Key, state, "warm");
        var start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 300; i++)
        {
            await silo.WriteAsync(Key, state);
        }

        var each = TimeProvider.System.GetElapsedTime(start) / 300;
        start = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 300; i++)
        {
            await silo.ReadAsync(Key);
        }

        var read = TimeProvider.System.GetElapsedTime(start) / 300;
        TestContext.Current.TestOutputHelper!.WriteLine($"write {each.TotalMicroseconds:F0} us, joined read {read.TotalMicroseconds:F0} us");
        Assert.Equal(301, state.State.Version.Head!.Value.Counter);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WriteAsync_OwnRegionIsOut_NeverGoesToAnotherRegion(bool isGlobalEndpoint)
    {
        // With the account's endpoint being that of East, a client of West finds its region by the account.
        var silo = await world.SiloAsync(StoreWorld.West, options =>
        {
            options.RequestTimeout = TimeSpan.FromSeconds(2);
            if (isGlobalEndpoint)
            {
                options.Endpoint = world[StoreWorld.East].CosmosEndpoint;
                options.AccountRegion = "West Europe";
            }
        });
        var state = await silo.ReadAsync(Key);
        await silo.WriteAsync(Key, state, "a");
        Assert.Equal((0, 1), (Writes(StoreWorld.East), Writes(StoreWorld.West)));
        world.SetOutage(StoreWorld.West, true);

        await Assert.ThrowsAsync<StoreWriteUnknownException>(() => silo.WriteAsync(Key, state, "b"));

        world.SetOutage(StoreWorld.West, false);
        Assert.Equal((0, 1), (Writes(StoreWorld.East), Writes(StoreWorld.West)));
        Assert.Equal(["a"], (await silo.ReadAsync(Key)).State.Notes);
    }

    [Fact]
    public async Task StartAsync_AccountRegionOfNoAccount_NamesTheRegionsThereAre()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => world.SiloAsync(configure: options => options.AccountRegion = "Mars North"));

        Assert.Contains("East US", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HealthCheck_StoreUpAndOut_IsHealthyThenUnhealthy()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddRegionalCosmosGrainStorage("regional", options => LocalCloudWorld.Configure(options, world[StoreWorld.East].CosmosEndpoint));
        services.AddHealthChecks().AddRegionalStoreHealthCheck("regional", bound: TimeSpan.FromSeconds(1));
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<PinnedCosmosClient>("regional").StartAsync(CancellationToken.None);
        var checks = provider.GetRequiredService<HealthCheckService>();

        var healthy = await checks.CheckHealthAsync(TestContext.Current.CancellationToken);
        world.SetOutage(StoreWorld.East, true);
        var unhealthy = await checks.CheckHealthAsync(TestContext.Current.CancellationToken);

        Assert.True(healthy.Entries["store"].Status == HealthStatus.Healthy, healthy.Entries["store"].Description);
        Assert.Equal(HealthStatus.Unhealthy, unhealthy.Entries["store"].Status);
    }

    [Fact]
    public async Task Write_AcceptedLostAndUnknown_IsCounted()
    {
        using var counts = new MeterCounts(RegionalStoreMetrics.MeterName);
        var (first, second) = (await world.SiloAsync(), await world.SiloAsync());
        var (firstState, secondState) = (await first.ReadAsync(Key), await second.ReadAsync(Key));
        await first.WriteAsync(Key, firstState, "a");
        await Assert.ThrowsAnyAsync<OrleansException>(() => second.WriteAsync(Key, secondState, "b"));
        world.FailNextWrite(StoreWorld.East, WriteFault.Unavailable);
        await Assert.ThrowsAsync<StoreWriteUnknownException>(() => first.WriteAsync(Key, firstState, "c"));

        // Other tests of this process may run at the same time, so these are lower bounds.
        Assert.True(counts["regional_store.writes"] >= 1);
        Assert.True(counts["regional_store.lost_etags"] >= 1);
        Assert.True(counts["regional_store.unknown_outcomes"] >= 1);
        Assert.True(counts["regional_store.document_size"] >= 100);
        Assert.True(counts["regional_store.request_charge"] > 0);
    }

    private long Writes(string region) => world[region].Statistics().Writes;

    private sealed class MeterCounts : IDisposable
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, double> sums = new();
        private readonly MeterListener listener = new();

        public MeterCounts(string meter)
        {
            listener.InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == meter)
                {
                    own.EnableMeasurementEvents(instrument);
                }
            };
            listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
            listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
            listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
            listener.Start();
        }

        public double this[string name] => sums.GetValueOrDefault(name);

        public void Dispose() => listener.Dispose();

        private void Add(Instrument instrument, double value) => sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value);
    }
}
