using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.Silo.Takeover;

/// <summary>Wakes the conversation that a pending event belongs to.</summary>
internal sealed class GrainTakeover(IGrainFactory grains) : ITakeover
{
    public Task TakeOverAsync(string key, CancellationToken cancellationToken) =>
        grains.GetGrain<IConversationGrain>(key).TakeOver().WaitAsync(cancellationToken);
}
