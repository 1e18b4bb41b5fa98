using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Storage;

namespace OrleansFailover.Silo.Hosting;

/// <summary>The store of the conversations.</summary>
internal static class ConversationStoreSiloBuilderExtensions
{
    /// <summary>The regional documents (section <c>Cosmos</c>), the region's heartbeat document beside them, and their health check.</summary>
    public static ISiloBuilder AddConversationStore(this ISiloBuilder silo, IConfiguration configuration)
    {
        silo.AddRegionalCosmosGrainStorage<ConversationState>(
            ConversationStorage.Name,
            configuration.GetSection(ConversationStorage.Section),
            options => options.SerializeWith(ConversationStateJsonContext.Default));
        silo.Services.AddStoreHeartbeats(ConversationStorage.Name);
        silo.Services.AddHealthChecks().AddRegionalStoreHealthCheck(ConversationStorage.Name);
        silo.Services.AddOptions<ConversationOptions>().Validate<IOptions<StandbyOptions>>(
            (conversation, standby) => conversation.ReadAgainAfter < standby.Value.MinimumCopyAge,
            "Conversation:ReadAgainAfter must be shorter than Standby:MinimumCopyAge: a copy that came and went unseen would bring an old question back.");
        return silo;
    }
}
