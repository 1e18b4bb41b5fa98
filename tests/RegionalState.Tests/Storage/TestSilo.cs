using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Storage;

namespace OrleansFailover.RegionalState.Tests.Storage;

/// <summary>The storage of one silo, registered as a silo registers it, without the silo.</summary>
internal sealed class TestSilo : IAsyncDisposable
{
    private const string Name = "regional";
    private readonly ServiceProvider provider;

    public TestSilo(string region, IEnumerable<string> regions, Action<RegionalCosmosStorageOptions> configure, Func<IServiceProvider, IDocumentStore>? store = null)
    {
        var services = new ServiceCollection().AddLogging().AddSerializer();
        services.Configure<RegionOptions>(options =>
        {
            options.Current = region;
            foreach (var name in regions)
            {
                options.All.Add(new RegionEndpoint { Name = name, Redis = "127.0.0.1:1" });
            }
        });
        services.AddSingleton<ILastTurns>(LastTurns);
        if (store is not null)
        {
            services.AddKeyedSingleton(Name, (provider, _) => store(provider));
        }

        services.AddRegionalCosmosGrainStorage<NoteState>(Name, configure);
        provider = services.BuildServiceProvider();
    }

    public RecordingLastTurns LastTurns { get; } = new();

    public IGrainStorage Storage => provider.GetRequiredKeyedService<IGrainStorage>(Name);

    public IRegionalDocuments Documents => provider.GetRequiredService<IRegionalDocuments>();

    public IRegionalDocumentCodec Codec => provider.GetRequiredService<IRegionalDocumentCodec>();

    public PinnedCosmosClient Client => provider.GetRequiredKeyedService<PinnedCosmosClient>(Name);

    public IDocumentStore Store => provider.GetRequiredKeyedService<IDocumentStore>(Name);

    public static GrainId Grain(string key, string type = "note") => GrainId.Create(type, key);

    public async Task<TestGrainState<NoteState>> ReadAsync(string key)
    {
        var state = new TestGrainState<NoteState>();
        await Storage.ReadStateAsync("note", Grain(key), state);
        return state;
    }

    public Task WriteAsync(string key, TestGrainState<NoteState> state, string? note = null)
    {
        state.State = note is null ? state.State : state.State.Add(note);
        return Storage.WriteStateAsync("note", Grain(key), state);
    }

    public Task ClearAsync(string key, TestGrainState<NoteState> state) => Storage.ClearStateAsync("note", Grain(key), state);

    public ValueTask DisposeAsync() => provider.DisposeAsync();
}
