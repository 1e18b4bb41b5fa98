using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.RegionalState.Storage;

namespace OrleansFailover.WebhookGateway.Health;

/// <summary>The gateway reads no conversation. It only asks whether the silos of its region could: the part <c>store</c>.</summary>
internal static class RegionalStoreHealth
{
    public static IServiceCollection AddRegionalStoreHealth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRegionalCosmosGrainStorage(ConversationStorage.Name, configuration.GetSection(ConversationStorage.Section));
        services.AddHealthChecks().AddRegionalStoreHealthCheck(ConversationStorage.Name);
        return services;
    }
}
