using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>What claiming events told.</summary>
/// <param name="Outcomes">Who may apply each of them.</param>
/// <param name="Turns">The last turns that are known where they were claimed; empty when nobody could be asked.</param>
internal sealed record ClaimAnswer(IReadOnlyDictionary<MessageId, ClaimOutcome> Outcomes, IReadOnlyList<TurnAt> Turns);
