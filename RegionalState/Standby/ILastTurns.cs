using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Documents;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>The last-turn copies: for each conversation lately active, the newest document of every region that wrote one.</summary>
internal interface ILastTurns
{
    /// <summary>
    /// Every region's last turn in this region's Redis, or in a peer's when this one is out of reach, which is counted. Empty when none answers.
    /// </summary>
    ValueTask<IReadOnlyList<RegionalDocument>> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Writes this region's last turn to its own and every peer's Redis, in parallel, each within its bound and behind its own circuit
    /// breaker, and removes settled events from both pending lists in the same step. Never throws because a Redis is out of reach: the turn
    /// counts as unshielded.
    /// </summary>
    ValueTask WriteAsync(RegionalDocument document, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken);
}
