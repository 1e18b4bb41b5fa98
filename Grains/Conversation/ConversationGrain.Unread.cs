using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Conversation;

/// <summary>What came while home was down: read by home before anything else.</summary>
public sealed partial class ConversationGrain
{
    // A turn that has to be run again need not ask the vault again.
    private readonly Dictionary<MessageId, InboundEvent?> openedUnread = [];

    /// <summary>True when this region has something to read. What has moved is read where the conversation goes on.</summary>
    private bool ReadsUnread() =>
        restricted && contentSeals.IsHome(id) && NextHome() is null && storage.State.Unread.Values.Any(message => !message.Read);

    // One is enough to wake home, and the oldest one is there the longest.
    private bool WakesHome(MessageId message) =>
        NextHome() is null && storage.State.UnreadInOrder().FirstOrDefault() is { } oldest && oldest.Stamp.Message == message;

    /// <summary>
    /// Opens what is unread, for a turn at home. What cannot be opened now keeps the turn waiting, and another region may take the event meanwhile.
    /// </summary>
    private async ValueTask<IReadOnlyList<(UnreadMessage Message, InboundEvent? Event)>> OpenUnreadAsync(InboundEvent? incoming, CancellationToken cancellationToken)
    {
        if (!ReadsUnread() || incoming is { Status: not null })
        {
            return [];
        }

        List<(UnreadMessage, InboundEvent?)> opened = [];
        foreach (var message in storage.State.UnreadInOrder())
        {
            var messageId = message.Stamp.Message;
            if (!openedUnread.TryGetValue(messageId, out var known))
            {
                var result = EventOf(message) is { } closed ? await seals.OpenAsync(closed, cancellationToken) : new(EventOpening.Never, null);
                if (result.Opening is not (EventOpening.Opened or EventOpening.Never))
                {
                    metrics.EventUnopened(result.Opening);
                    if (incoming is not null && !storage.State.IsSpent(incoming))
                    {
                        await ReleaseAsync([incoming]);
                    }

                    throw new TimeoutException($"The key of {messageId} of {id}, which was taken while home was down, is out of reach. Nothing newer is read before it.");
                }

                known = result.Event is { } inboundEvent ? inboundEvent with { Conversation = id } : null;
                openedUnread[messageId] = known;
            }

            opened.Add((message, known));
        }

        return opened;
    }

    private UnreadResult ReadUnread(ConversationState state, IReadOnlyList<(UnreadMessage Message, InboundEvent? Event)> unread) =>
        unread.Count == 0 ? new(state, null, new Dictionary<MessageId, string>()) : Unreads.Read(state, id, unread, script, region.Id, options.HumanHandover);

    /// <summary>Tells, once it is kept, what came of reading.</summary>
    private void TellRead(IReadOnlyList<(UnreadMessage Message, InboundEvent? Event)> unread, UnreadResult read)
    {
        foreach (var (message, inboundEvent) in unread)
        {
            var messageId = message.Stamp.Message;
            openedUnread.Remove(messageId);
            metrics.UnreadRead(inboundEvent is not null);
            if (inboundEvent is null)
            {
                metrics.EventUnopened(EventOpening.Never);
                logger.UnreadDropped(id, messageId);
            }
            else if (read.Faults.TryGetValue(messageId, out var fault))
            {
                logger.EventFaulted(id, messageId, fault);
            }
        }
    }

    /// <summary>
    /// The new replies that are this region's to send: a word that answers no event of the turn is claimed under its own id first, and leaves later where nobody
    /// knows yet whose it is.
    /// </summary>
    private async ValueTask<HashSet<string>> ClaimWordsAsync(
        HashSet<string> fresh, IReadOnlyList<InboundEvent> applied, bool primaryUnreachable, CancellationToken cancellationToken)
    {
        var words = fresh.Select(reply => storage.State.Replies[reply].InReplyTo).Distinct().Where(message => applied.All(item => item.Id != message)).ToList();
        if (words.Count == 0)
        {
            return fresh;
        }

        var claims = await standby.ClaimAsync(Key, words, primaryUnreachable, cancellationToken);
        var byClaim = fresh.ToLookup(reply => claims.GetValueOrDefault(storage.State.Replies[reply].InReplyTo, ClaimOutcome.Ours));
        foreach (var undecided in byClaim[ClaimOutcome.Undecided])
        {
            outbox.Defer(undecided);
        }

        return [.. byClaim[ClaimOutcome.Ours]];
    }

    // What a document says of a piece is read as carefully as the piece: an id that is none belongs nowhere.
    private InboundEvent? EventOf(UnreadMessage message)
    {
        ConversationId conversation;
        try
        {
            conversation = message.Piece?.Of is { } of ? ConversationId.Parse(of) : id;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            return null;
        }

        if (message.Piece is not { } piece || MaskedId.ZoneOf(conversation.UserId) is not { } zone)
        {
            return null;
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(message.Stamp.Time);
        return new InboundEvent
        {
            Conversation = conversation,
            Id = message.Stamp.Message,
            ChannelTime = at,
            Sealed = new SealedContent { Zone = zone, IsEcho = message.IsEcho, Type = message.Type, Piece = piece.Sealed },
            Receipt = new Receipt { Region = region.Id, ReceivedAt = at },
        };
    }
}
