using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Silo.Channels.Lanes;

namespace OrleansFailover.Silo.Channels;

/// <summary>What all channels share.</summary>
internal static class ChannelsServiceCollectionExtensions
{
    /// <summary>Adds a channel's sender, and <see cref="IReplySender"/> over all of them.</summary>
    public static IServiceCollection AddChannelSender<TSender>(this IServiceCollection services, string channel)
        where TSender : class, IReplySender
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<LaneMetrics>();
        services.AddKeyedSingleton<IReplySender, TSender>(channel);
        services.TryAddSingleton<IReplySender, ChannelSenders>();
        return services;
    }
}
