using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.RegionalState;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.RegionalState.Storage;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Redis;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Simulation.Regions;

/// <summary>What silos and gateways register alike: clocks, settings, connections to every Redis; no configuration, no logs but the trace.</summary>
internal static class SharedServices
{
    // Instruments are the process's: nobody listens, and a world has none of its own to leave behind.
    private static readonly SharedMeters Meters = new();
    private static readonly ConversationMetrics Conversations = new(Meters, TimeProvider.System);
    private static readonly StandbyMetrics Standby = new(Meters);
    private static readonly RegionalStoreMetrics Store = new(Meters);

    public static IConfiguration NoConfiguration { get; } = new ConfigurationBuilder().Build();

    public static IMeterFactory MeterFactory => Meters;

    /// <summary>To be called first: what follows registers only what is not there.</summary>
    public static IServiceCollection AddSimulatedBasics(this IServiceCollection services, Region region, LifeClock clock)
    {
        services.AddSingleton<IMeterFactory>(Meters);
        services.AddSingleton(Store);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<ILoggerFactory>(region.World.Loggers(region.Id.Name));
        services.AddSingleton(typeof(ILogger<>), typeof(Logger<>));
        return services;
    }

    /// <summary>To be called last: of two registrations the later one counts.</summary>
    public static IServiceCollection AddSimulatedSettings(this IServiceCollection services, Region region, Life life)
    {
        var pace = region.World.Plan.Pace;
        var mutant = region.World.Plan.Mutant;
        services.AddSingleton(Conversations);
        services.AddSingleton(Standby);
        services.AddSingleton<IOptions<RegionOptions>>(Options.Create(OptionsOf(region)));
        services.AddSingleton<IOptions<StandbyOptions>>(Options.Create(region.World.Plan.IsScope ? pace.StandbyOfScope(mutant) : pace.Standby(mutant)));
        services.AddSingleton<Func<RegionId, RedisRegion>>(provider => target => Open(provider, region, life, target));
        return services;
    }

    private static SimulatedRedis Open(IServiceProvider provider, Region region, Life life, RegionId target)
    {
        var options = provider.GetRequiredService<IOptions<StandbyOptions>>().Value;
        var there = region.World.Region(target);
        return new(
            target,
            there == region ? options.OwnRedisTimeout : options.PeerRedisTimeout,
            options,
            life,
            region.World.Network.LinkTo($"redis {target.Name}", region, there, there.ReachRedis),
            there.Redis);
    }

    private static RegionOptions OptionsOf(Region region)
    {
        var options = new RegionOptions { Current = region.Id.Name };
        foreach (var each in region.World.Regions)
        {
            options.All.Add(new RegionEndpoint { Name = each.Id.Name, Redis = "simulated" });
        }

        return options;
    }

    private sealed class SharedMeters : IMeterFactory
    {
        private readonly Dictionary<string, Meter> meters = new(StringComparer.Ordinal);

        public Meter Create(MeterOptions options)
        {
            lock (meters)
            {
                return meters.TryGetValue(options.Name, out var meter) ? meter : meters[options.Name] = new Meter(options);
            }
        }

        public void Dispose()
        {
        }
    }
}
