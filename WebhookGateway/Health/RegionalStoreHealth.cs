using OrleansFailover.RegionalState.Storage;

namespace OrleansFailover.WebhookGateway.Health;

/// <summary>The gateway reads no conversation. It only asks whether the silos of its region could: the part <c>store</c>.</summary>
internal static class RegionalStoreHealth
{
    // The silos' storage of the conversations: its name and its configuration section.
    private const string Storage = "conversations";
    private const string Section = "Cosmos";

    public static IServiceCollection AddRegionalStoreHealth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRegionalCosmosGrainStorage(Storage, configuration.GetSection(Section));
        services.AddHealthChecks().AddRegionalStoreHealthCheck(Storage);
        return services;
    }
}
