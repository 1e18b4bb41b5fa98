using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>A real silo with the conversation grain over a <see cref="FakeRegion"/>; events go in over a memory stream.</summary>
public sealed class ConversationSilo : IAsyncLifetime
{
    private InProcessTestCluster? cluster;

    /// <summary>How old a turn may be before it claims again.</summary>
    public static TimeSpan LookAgainAfter { get; } = TimeSpan.FromMilliseconds(500);

    internal FakeRegion Region { get; } = new();

    internal ThreeQuestions Script { get; set; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMemoryStreams("inbound").AddMemoryGrainStorage("PubSubStore");
            silo.Services.AddConversations(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Conversation:DoubtBound"] = "00:00:00.600",
                ["Conversation:IdleFlush"] = "00:00:01",
                ["Conversation:HandoverBound"] = "00:00:00.800",
                ["Conversation:ClaimBound"] = "00:00:00.800",
                ["Conversation:ReadAgainAfter"] = "00:00:01.500",
                ["Conversation:WaitStep"] = "00:00:00.020",
                ["Conversation:LookAgainAfter"] = LookAgainAfter.ToString(),
            }).Build());
            silo.Services.AddKeyedSingleton<IGrainStorage>(ConversationStorage.Name, Region);
            silo.Services.AddSingleton<IStandbyCopies<ConversationState>>(Region);
            silo.Services.AddSingleton<IReplySender>(Region);
            silo.Services.AddSingleton<IScriptCatalog>(new OneScript(this));
            silo.Services.AddSingleton(new ThisRegion(new RegionId("eastus")));
        });
        builder.ConfigureClient(client => client.AddMemoryStreams("inbound"));
        cluster = builder.Build();
        await cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
    }

    internal Task DeliverAsync(InboundEvent item) =>
        cluster!.Client.GetStreamProvider("inbound")
            .GetStream<InboundEvent>(StreamId.Create(InboundStreamNames.Namespace, item.Conversation.Key)).OnNextAsync(item);

    internal IConversationGrain Grain(ConversationId id) => cluster!.Client.GetGrain<IConversationGrain>(id.Key);

    /// <summary>Waits for something that a turn will bring about; the phase is named when it does not come.</summary>
    internal static async Task UntilAsync(string phase, Func<bool> condition)
    {
        var deadline = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(15), $"Waited 15 s for: {phase}");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    private sealed class OneScript(ConversationSilo silo) : IScriptCatalog
    {
        public IReadOnlyList<string> Names => ["three-questions"];

        public IConversationScript ForConversation(ConversationId conversation) => silo.Script;
    }
}
