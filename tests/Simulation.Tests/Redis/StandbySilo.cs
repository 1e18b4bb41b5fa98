using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using StackExchange.Redis;

namespace OrleansFailover.Simulation.Tests.Redis;

/// <summary>The standby parts of one silo, as they are registered. No loop runs.</summary>
internal sealed class StandbySilo
{
    private readonly ServiceProvider services;
    private readonly RegionalDocumentCodec codec = new(
        new RegionalCosmosStorageOptions().SerializeWith(ConversationStateJsonContext.Default).CreateStateJson(), 1, RegionalCosmosStorageOptions.StoreMaxDocumentBytes);

    public StandbySilo(string name, string west, string north, TimeProvider time, Func<RegionId, RedisRegion>? open, Func<RedisRegion, IDatabase> connect)
    {
        Id = new RegionId(name);
        Documents = new MemoryDocuments();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Regions:Current"] = name,
            ["Regions:All:0:Name"] = "west",
            ["Regions:All:0:Redis"] = west,
            ["Regions:All:1:Name"] = "north",
            ["Regions:All:1:Redis"] = north,
            ["Standby:IndexShards"] = "1",
            ["Standby:MaxPendingPerConversation"] = $"{StandbyWorld.MostPending}",
            ["Standby:MaxPendingPerTurn"] = $"{StandbyWorld.MostPerTurn}",
            ["Standby:TakeoverConcurrency"] = "1",
            ["Standby:WalkBatch"] = "3",

            // The suite is about the copies; who may take turns when is another matter.
            ["Standby:WithoutReturnGate"] = "true",

            // Test machines are slow.
            ["Standby:OwnRedisTimeout"] = "00:00:05",
            ["Standby:PeerRedisTimeout"] = "00:00:05",
            ["Standby:CopyBound"] = "00:00:05",
        }).Build();
        var registrations = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time)
            .AddSingleton<IRegionalDocumentCodec>(codec)
            .AddSingleton<IRegionalDocuments>(Documents)
            .AddSingleton<IHeartbeatDocuments>(Documents)
            .AddSingleton<ITakeover>(Takeover)
            .AddStandbyCopies(configuration)
            .AddSingleton<IPendingCopies, PendingCopies>()
            .AddSingleton<IPeerHealth>(Health);
        if (open is not null)
        {
            registrations.AddSingleton(open);
        }

        services = registrations.BuildServiceProvider();
        Redis = connect(Get<RedisConnections>().Own);
        _ = Get<RegionLifecycle>().StepAsync(CancellationToken.None);
    }

    public RegionId Id { get; }

    public MemoryDocuments Documents { get; }

    public ToldHealth Health { get; } = new();

    public WokenConversations Takeover { get; } = new();

    public IDatabase Redis { get; }

    public IStandbyCopies<ConversationState> Copies => Get<IStandbyCopies<ConversationState>>();

    public StandbyKeys Keys => Get<StandbyKeys>();

    public StandbyOptions Options => Get<IOptions<StandbyOptions>>().Value;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public T New<T>() => ActivatorUtilities.CreateInstance<T>(services);

    public RegionalDocument Encode(string key, ConversationState state) => codec.Encode(key, Id, state);

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
