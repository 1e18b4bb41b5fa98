using System.Collections.Concurrent;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>Notes who was woken, in order.</summary>
internal sealed class TestTakeover : ITakeover
{
    public ConcurrentQueue<string> Woken { get; } = new();

    public Func<string, Task> Then { get; set; } = _ => Task.CompletedTask;

    public Task TakeOverAsync(string key, CancellationToken cancellationToken)
    {
        Woken.Enqueue(key);
        return Then(key);
    }
}
