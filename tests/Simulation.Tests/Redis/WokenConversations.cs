using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.Simulation.Tests.Redis;

/// <summary>Notes who was woken, in order.</summary>
internal sealed class WokenConversations : ITakeover
{
    public List<string> Woken { get; } = [];

    public Task TakeOverAsync(string key, CancellationToken cancellationToken)
    {
        Woken.Add(key);
        return Task.CompletedTask;
    }
}
