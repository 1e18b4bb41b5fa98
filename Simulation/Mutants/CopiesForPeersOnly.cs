using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Passes every event off as a delivery status: the one kind that a region does not note for itself.</summary>
internal sealed class CopiesForPeersOnly(IPendingCopies copies) : IPendingCopies
{
    public ValueTask<int> CopyAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken) =>
        copies.CopyAsync([.. events.Select(entry => (entry.Key, entry.Event with { IsStatus = true }))], cancellationToken);

    public ValueTask<int> CopyEverywhereAsync(IReadOnlyList<(string Key, PendingEvent Event)> events, CancellationToken cancellationToken) =>
        copies.CopyEverywhereAsync(events, cancellationToken);
}
