using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.InboundLog;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.Silo.Takeover;

/// <summary>Ties the life of the region to its conversations and its log.</summary>
internal static class TakeoverServiceCollectionExtensions
{
    /// <summary>
    /// Pending events of a lost region wake their conversations; the log is read only while the region may take events. Needs the regions and the failover events,
    /// which tell of conversations that change the region.
    /// </summary>
    public static IServiceCollection AddTakeover(this IServiceCollection services) => services
        .AddSingleton<ITakeover, GrainTakeover>()
        .AddSingleton<TakeoverMetrics>()
        .AddSingleton<IncidentClock>()
        .AddSingleton<IConversationMoves, ConversationMoves>()
        .AddSingleton<IInboundLogGate, LifecycleGate>();
}
