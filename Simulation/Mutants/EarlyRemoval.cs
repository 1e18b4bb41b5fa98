using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Settles with the turn what is about to be sent.</summary>
internal sealed class EarlyRemoval(LastTurns lastTurns, IRegionalDocumentCodec codec) : ILastTurns
{
    public ValueTask<IReadOnlyList<RegionalDocument>> ReadAsync(string key, CancellationToken cancellationToken) => lastTurns.ReadAsync(key, cancellationToken);

    public ValueTask WriteAsync(RegionalDocument document, IReadOnlyCollection<MessageId> settled, CancellationToken cancellationToken) => lastTurns.WriteAsync(
        document,
        [.. settled, .. codec.ReadState<ConversationState>(document).Replies.Values.Where(reply => reply.IsOpen()).Select(reply => reply.InReplyTo)],
        cancellationToken);
}
