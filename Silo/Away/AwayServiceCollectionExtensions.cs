using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Silo.Away;

/// <summary>Ties the conversations of restricted senders to the health of their home.</summary>
internal static class AwayServiceCollectionExtensions
{
    /// <summary>What this region does with messages that only another one can read. Needs the restricted senders and the standby copies, whose heartbeats tell who is up.</summary>
    public static IServiceCollection AddAwayHandling(this IServiceCollection services) =>
        services.Replace(ServiceDescriptor.Singleton<IEventHandling, AwayHandling>());
}
