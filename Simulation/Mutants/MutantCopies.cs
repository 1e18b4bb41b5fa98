using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Simulation.Grains;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Mutants of what a grain hears from the standby copies and says to them.</summary>
internal sealed class MutantCopies(Mutant mutant, IStandbyCopies<ConversationState> copies, SimulatedState state, IServiceProvider services)
    : IStandbyCopies<ConversationState>
{
    private IReadOnlyList<PendingEvent> pending = [];

    public static IStandbyCopies<ConversationState> Wrap(
        Mutant mutant, IStandbyCopies<ConversationState> copies, SimulatedState state, IServiceProvider services) =>
        mutant is Mutant.SettleOthersDoubt or Mutant.RemoveOthers or Mutant.PendingUnordered or Mutant.NewestPlace or Mutant.ForgetLeft or Mutant.JoinByWallClock
            ? new MutantCopies(mutant, copies, state, services)
            : copies;

    public async ValueTask<TurnOpening<ConversationState>> OpenTurnAsync(
        string key, VersionVector known, IReadOnlyCollection<MessageId> incoming, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        var opening = await copies.OpenTurnAsync(key, known, incoming, primaryUnreachable, cancellationToken);
        pending = opening.Pending;
        switch (mutant)
        {
            case Mutant.PendingUnordered:
                return opening with { Pending = [.. opening.Pending.Reverse()] };
            case Mutant.NewestPlace:
                return opening with { Pending = [.. opening.Pending.OrderBy(item => incoming.Contains(item.Id))] };
            case Mutant.SettleOthersDoubt:
                return opening with { Claims = SettleAll(opening.Claims) };
            case Mutant.JoinByWallClock when opening.News is { } news:
                if (WallClocks.Of(services, news.Version.Head) >= WallClocks.Of(services, state.State.Version.Head))
                {
                    state.State = news.WithVersion(state.State.Version);
                }

                return opening with { News = null };
            default:
                return opening;
        }
    }

    public async ValueTask<IReadOnlyDictionary<MessageId, ClaimOutcome>> ClaimAsync(
        string key, IReadOnlyCollection<MessageId> events, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        var claims = await copies.ClaimAsync(key, events, primaryUnreachable, cancellationToken);
        return mutant == Mutant.SettleOthersDoubt ? SettleAll(claims) : claims;
    }

    public ValueTask ReleaseAsync(string key, IReadOnlyCollection<MessageId> events, CancellationToken cancellationToken) =>
        copies.ReleaseAsync(key, events, cancellationToken);

    public async ValueTask<ConversationState> RecordAsync(
        string key, ConversationState recorded, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken)
    {
        var all = mutant == Mutant.RemoveOthers ? [.. settled, .. pending.Select(item => item.Id)] : settled;
        var result = await copies.RecordAsync(key, recorded, all, cancellationToken);
        WallClocks.Note(services, result.Version.Head);
        return result;
    }

    public ValueTask SettleAsync(string key, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken) =>
        copies.SettleAsync(key, settled, cancellationToken);

    public ValueTask KeepPendingAsync(string key, IReadOnlyCollection<PendingEvent> events, CancellationToken cancellationToken) =>
        mutant == Mutant.ForgetLeft ? default : copies.KeepPendingAsync(key, events, cancellationToken);

    public ValueTask<bool> LeaveAsync(string key, IReadOnlyCollection<PendingEvent> events, CancellationToken cancellationToken) =>
        copies.LeaveAsync(key, events, cancellationToken);

    private Dictionary<MessageId, ClaimOutcome> SettleAll(IReadOnlyDictionary<MessageId, ClaimOutcome> claims) =>
        claims.ToDictionary(claim => claim.Key, claim => state.State.HasSeen(claim.Key) ? ClaimOutcome.Ours : claim.Value);
}
