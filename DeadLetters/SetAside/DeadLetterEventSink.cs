using System.Text;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.InboundLog.SetAside;

namespace OrleansFailover.DeadLetters.SetAside;

/// <summary>
/// Keeps what the inbound log sets aside. A record's name is made of its place in the log, so that one which is set aside again after a crash is
/// the same letter. A store that fails makes the log offer the record again: its offset is not committed before it is kept.
/// </summary>
internal sealed class DeadLetterEventSink(IDeadLetterStore store, ThisRegion region) : IUnreadableEventSink, IUndeliverableEventSink
{
    public Task KeepAsync(UnreadableEvent unreadable, CancellationToken cancellationToken) => store.StoreAsync(
        new DeadLetter
        {
            Reason = DeadLetterReason.UnreadableRecord,
            Detail = unreadable.Reason,
            Region = region.Id.Name,
            Time = unreadable.AppendedAt,
            Source = unreadable.ToString(),
            Key = DeadLetterId.KeyOf(unreadable.Topic, unreadable.Partition, unreadable.Offset),
            Conversations = ConversationOf(unreadable.Key.Span),
            Envelope = unreadable.Value,
            LogKey = unreadable.Key,
        },
        cancellationToken);

    public Task KeepAsync(UndeliverableEvent undeliverable, CancellationToken cancellationToken) =>
        store.StoreAsync(LetterOf(undeliverable), cancellationToken);

    public async Task<SetAsideFate> FateAsync(UndeliverableEvent undeliverable, CancellationToken cancellationToken)
    {
        var letter = await store.ReadAsync(DeadLetterId.Of(LetterOf(undeliverable)).Value, cancellationToken).ConfigureAwait(false);
        return letter?.Status switch
        {
            null => SetAsideFate.Missing,
            DeadLetterStatus.Replayed => SetAsideFate.Replayed,
            DeadLetterStatus.Discarded => SetAsideFate.Discarded,
            _ => SetAsideFate.Waiting,
        };
    }

    private DeadLetter LetterOf(UndeliverableEvent undeliverable) => new()
    {
        Reason = undeliverable.Cause == SetAsideCause.TurnFailed ? DeadLetterReason.TurnFailed : DeadLetterReason.NotTaken,
        Detail = undeliverable.Reason,
        Region = region.Id.Name,
        Time = undeliverable.Event.Receipt.ReceivedAt,
        Source = undeliverable.ToString(),
        Key = DeadLetterId.KeyOf(undeliverable.Topic, undeliverable.Partition, undeliverable.Offset),
        Attempts = undeliverable.Attempts,
        FailoverCount = undeliverable.Event.Receipt.FailoverCount,
        Conversations = [undeliverable.Event.Conversation.Key],
        Envelope = EnvelopeCodec.Encode(undeliverable.Event),
    };

    private static IReadOnlyList<string> ConversationOf(ReadOnlySpan<byte> key)
    {
        try
        {
            return [ConversationId.Parse(Encoding.UTF8.GetString(key)).Key];
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
