using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>For a host without standby copies: what the store has is all there is, and a takeover sees what was replicated.</summary>
internal sealed class NoLastTurns : ILastTurns
{
    public ValueTask<IReadOnlyList<RegionalDocument>> ReadAsync(string key, CancellationToken cancellationToken) => new([]);

    public ValueTask WriteAsync(RegionalDocument document, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken) => default;
}
