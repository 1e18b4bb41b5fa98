using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>What claiming events told.</summary>
/// <param name="Outcomes">Who may apply each of them.</param>
/// <param name="Turns">The last turns that are known where they were claimed; null when nobody could be asked.</param>
/// <param name="Pending">What is pending there, seen in the same step, in the order of acking: what is not among it any more is in one of the turns.</param>
internal sealed record ClaimAnswer(
    IReadOnlyDictionary<MessageId, ClaimOutcome> Outcomes, IReadOnlyList<TurnAt>? Turns, IReadOnlyList<PendingEvent> Pending)
{
    /// <summary>Outcomes that were decided without asking anybody.</summary>
    public static ClaimAnswer Untold(IReadOnlyDictionary<MessageId, ClaimOutcome> outcomes) => new(outcomes, null, []);

    /// <summary>What both told; the outcomes are those of this one.</summary>
    public ClaimAnswer And(ClaimAnswer other) => new(
        Outcomes,
        Turns is null ? other.Turns : [.. Turns, .. other.Turns ?? []],
        PendingLists.Merge(Pending, other.Pending));
}
