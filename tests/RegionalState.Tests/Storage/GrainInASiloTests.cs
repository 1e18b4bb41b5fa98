using Orleans.Storage;
using Orleans.TestingHost;
using OrleansFailover.RegionalState.Storage;

namespace OrleansFailover.RegionalState.Tests.Storage;

public sealed class GrainInASiloTests : IAsyncLifetime
{
    private LocalCloudWorld world = null!;
    private InProcessTestCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        world = await LocalCloudWorld.StartAsync();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Configure<RegionOptions>(options =>
            {
                options.Current = StoreWorld.East;
                options.All.Add(new RegionEndpoint { Name = StoreWorld.East, Redis = "127.0.0.1:1" });
                options.All.Add(new RegionEndpoint { Name = StoreWorld.West, Redis = "127.0.0.1:1" });
            });
            silo.AddRegionalCosmosGrainStorage<NoteState>("regional", options => LocalCloudWorld.Configure(options, world[StoreWorld.East].CosmosEndpoint));
        });
        cluster = builder.Build();
        await cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task Grain_DeactivatedAndCalledAgain_HasItsStateAndTheOtherRegions()
    {
        var grain = cluster.Client.GetGrain<INoteGrain>("whatsapp/1065/1");
        await grain.Add("a");
        await grain.Add("b");
        var west = await world.SiloAsync(StoreWorld.West);
        await west.WriteAsync("whatsapp/1065/1", await west.ReadAsync("whatsapp/1065/1"), "west");
        await world.ReplicateAsync();

        await NextActivationAsync(grain);

        Assert.Equal(["a", "b", "west"], await grain.Notes());
    }

    [Fact]
    public async Task Grain_StateChangedUnderIt_IsDeactivatedAndItsNextActivationReadsIt()
    {
        var grain = cluster.Client.GetGrain<INoteGrain>("whatsapp/1065/2");
        await grain.Add("a");
        var activation = await grain.Activation();
        var other = await world.SiloAsync();
        await other.WriteAsync("whatsapp/1065/2", await other.ReadAsync("whatsapp/1065/2"), "other");

        await Assert.ThrowsAsync<InconsistentStateException>(() => grain.Add("lost"));

        await WaitForAsync("another activation", async () => await grain.Activation() != activation);
        Assert.Equal(["a", "other"], await grain.Notes());
        await grain.Add("b");
    }

    [Fact]
    public async Task Grain_OutcomeUnknown_ReachesTheCallerByItsType()
    {
        var grain = cluster.Client.GetGrain<INoteGrain>("whatsapp/1065/3");
        await grain.Add("a");
        world.FailNextWrite(StoreWorld.East, WriteFault.ApplyThenUnavailable);

        await Assert.ThrowsAsync<StoreWriteUnknownException>(() => grain.Add("b"));

        await NextActivationAsync(grain);
        Assert.Equal(["a", "b"], await grain.Notes());
    }

    private static async Task NextActivationAsync(INoteGrain grain)
    {
        var activation = await grain.Activation();
        await grain.Deactivate();
        await WaitForAsync("another activation", async () => await grain.Activation() != activation);
    }

    private static async Task WaitForAsync(string phase, Func<Task<bool>> isReached)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await isReached())
        {
            Assert.False(deadline.IsCancellationRequested, $"Timed out waiting for {phase}.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, CancellationToken.None);
        }
    }
}
