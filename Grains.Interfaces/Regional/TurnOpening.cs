using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>What the standby copies tell a grain at the start of a turn.</summary>
/// <typeparam name="TState">The joinable state.</typeparam>
/// <param name="News">The join of the last turns that the grain's state does not cover, or null when there is none.</param>
/// <param name="Pending">The pending events of the conversation, those that this region acked among them, in the order they were acked.</param>
/// <param name="Claims">Who may apply each of the asked events.</param>
public sealed record TurnOpening<TState>(
    TState? News, IReadOnlyList<PendingEvent> Pending, IReadOnlyDictionary<MessageId, ClaimOutcome> Claims)
    where TState : class;
