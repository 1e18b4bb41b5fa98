using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Simulation.Regions;

/// <summary>The product's pending copies; notes what was not copied.</summary>
internal sealed class WatchedCopies(IPendingCopies copies, Region region) : IPendingCopies
{
    public async ValueTask<int> CopyAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken) =>
        Note(events, await copies.CopyAsync(events, cancellationToken));

    public async ValueTask<int> CopyEverywhereAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken) =>
        Note(events, await copies.CopyEverywhereAsync(events, cancellationToken));

    private int Note(IReadOnlyList<(string Key, PendingEvent Event)> events, int missing)
    {
        if (missing > 0)
        {
            foreach (var (_, pending) in events)
            {
                region.World.Ways.NotCopied(new(pending.Id, region, region.World.Loop.Now));
            }
        }

        return missing;
    }
}
