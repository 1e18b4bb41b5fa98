using System.Collections.Concurrent;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

internal sealed class FakePendingCopies : IPendingCopies
{
    public ConcurrentQueue<(string Key, PendingEvent Event)> Copies { get; } = new();

    /// <summary>What was copied to this region's own lists too.</summary>
    public ConcurrentQueue<string> Everywhere { get; } = new();

    public Func<Task<int>> Before { get; set; } = () => Task.FromResult(0);

    public async ValueTask<int> CopyAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken)
    {
        foreach (var copy in events)
        {
            Copies.Enqueue(copy);
        }

        return await Before();
    }

    public ValueTask<int> CopyEverywhereAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken)
    {
        foreach (var copy in events)
        {
            Everywhere.Enqueue(copy.Event.Id.Value);
        }

        return ValueTask.FromResult(0);
    }
}
