using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>Registers the standby copies, for silos and for gateways.</summary>
public static class StandbyServiceCollectionExtensions
{
    /// <summary>
    /// The grains' side: standby copies, the region's life and heartbeats, the janitor and the takeover of pending events. Needs an
    /// <see cref="ITakeover"/>, the regional documents and <c>AddStoreHeartbeats</c> among the services.
    /// </summary>
    public static IServiceCollection AddStandbyCopies(this IServiceCollection services, IConfiguration configuration) => services
        .AddRegions(configuration)
        .AddStandbyRedis(configuration)
        .AddTurnsAndClaims()
        .AddRegionLife()
        .AddRefill()
        .AddStandbyWalkers();

    /// <summary>The gateways' side: pending copies in the peers' Redis, and this region's phase as the health check <c>region</c>.</summary>
    public static IServiceCollection AddPendingCopies(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRegions(configuration).AddStandbyRedis(configuration);
        services.TryAddSingleton<IPendingCopies, PendingCopies>();
        services.AddHostedService<StandbyWarmUp>();
        services.AddHealthChecks().AddCheck<GatewayRegionHealthCheck>("region");
        return services;
    }

    private static IServiceCollection AddStandbyRedis(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        if (services.Any(service => service.ServiceType == typeof(RedisConnections)))
        {
            return services;
        }

        services.AddOptions<StandbyOptions>().Bind(configuration.GetSection(StandbyOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StandbyOptions>, StandbyOptionsValidator>();
        services.AddSingleton<IValidateOptions<StandbyOptions>, StandbyOptionsRelationsValidator>();
        services.AddMetrics();
        services.AddSingleton<StandbyMetrics>();
        services.AddSingleton<StandbyKeys>();
        services.AddSingleton<RedisConnections>();
        services.AddSingleton<PendingLists>();
        services.AddSingleton<RegionHeartbeats>();
        services.AddSingleton<IRegionNotes, RegionNotes>();
        return services;
    }

    private static IServiceCollection AddTurnsAndClaims(this IServiceCollection services)
    {
        services.AddSingleton<LastTurns>();
        services.AddSingleton<ILastTurns>(provider => provider.GetRequiredService<LastTurns>());
        services.AddSingleton<EventClaims>();
        services.AddSingleton(typeof(IStandbyCopies<>), typeof(StandbyCopies<>));
        return services;
    }

    private static IServiceCollection AddRegionLife(this IServiceCollection services)
    {
        services.AddSingleton<PeerMonitor>();
        services.AddSingleton<IPeerHealth>(provider => provider.GetRequiredService<PeerMonitor>());
        services.AddSingleton<Incarnation>();
        services.AddSingleton<RegionLifecycle>();
        services.AddSingleton<IRegionLifecycle>(provider => provider.GetRequiredService<RegionLifecycle>());
        services.AddHostedService(provider => provider.GetRequiredService<PeerMonitor>());
        services.AddHostedService<HeartbeatService>();
        services.AddHealthChecks().AddCheck<RegionHealthCheck>("region");
        return services;
    }

    private static IServiceCollection AddRefill(this IServiceCollection services)
    {
        services.AddSingleton<PeerRefill>();
        services.AddHostedService<RefillService>();
        return services;
    }

    private static IServiceCollection AddStandbyWalkers(this IServiceCollection services)
    {
        services.AddSingleton<CopyReview>();
        services.AddHostedService<StandbyJanitor>();
        services.AddHostedService<RedisMemoryWatch>();
        services.AddHostedService<TakeoverWalker>();
        return services;
    }
}
