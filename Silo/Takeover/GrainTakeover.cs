using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.Silo.Takeover;

/// <summary>Wakes the conversation that a pending event belongs to.</summary>
internal sealed class GrainTakeover(IGrainFactory grains) : ITakeover
{
    public async ValueTask TakeOverAsync(string key, CancellationToken cancellationToken) =>
        await grains.GetGrain<IConversationGrain>(key).TakeOver().WaitAsync(cancellationToken);
}
