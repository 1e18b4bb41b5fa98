using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>
/// The names of one user. A conversation's key has the business-scoped id where the channel tells one, else the phone number; a payload can
/// show either or both, the phone number can change, and the business-scoped id changes with it.
/// </summary>
/// <remarks>
/// Not settled by what the channel documents: whether the message that tells of a change comes under the old ids or the new ones, and which of
/// them it repeats. So every id in it counts as a name of that user. An ordinary message joins only a phone number with a business-scoped id: a
/// phone number that shows up with another business-scoped id has another owner.
/// </remarks>
internal static class Identities
{
    // One change of a number can be told by more than one message.
    private static readonly TimeSpan OneChange = TimeSpan.FromDays(1);

    /// <summary>True for a phone number, masked or not; a business-scoped id has a point after its country.</summary>
    public static bool IsPhone(string userId) => userId.All(char.IsAsciiDigit) || MaskedId.IsPhone(userId);

    /// <summary>The same user's conversation under another id.</summary>
    public static ConversationId With(ConversationId conversation, string userId) =>
        ConversationId.Create(conversation.Channel, conversation.BusinessNumberId, userId);

    /// <summary>What an event shows of the user's other names, and what that means for their conversations. None of the conversation's own name and new one.</summary>
    public static IEnumerable<(string UserId, MoveKind Kind)> NamesIn(ConversationId conversation, InboundEvent inboundEvent)
    {
        var (sender, change) = (inboundEvent.Sender, inboundEvent.Message?.Identity);
        if (change is null)
        {
            // The business-scoped id's conversation takes in that of the phone number, not the other way round.
            return sender?.Phone is { } phone && !IsPhone(conversation.UserId) && IsPhone(phone) && IsUsable(phone) ? [(phone, MoveKind.SameUser)] : [];
        }

        // Without the new number, a message under the new id does not tell whether the number that it comes from is the new or the old one.
        var home = NewHome(conversation, change) ?? conversation;
        var ofSender = sender?.Phone == change.Phone ? MoveKind.TakenUp
            : change.Phone is not null || home != conversation ? MoveKind.GivenUp
            : MoveKind.SameUser;
        List<(string? UserId, MoveKind Kind)> names =
            [(change.Phone, MoveKind.TakenUp), (sender?.Phone, ofSender), (sender?.UserId, MoveKind.GivenUp)];
        return names.Where(name => name.UserId is { } userId && IsUsable(userId) && userId != conversation.UserId && userId != home.UserId)
            .DistinctBy(name => name.UserId).Select(name => (name.UserId!, name.Kind));
    }

    /// <summary>The user's other ids, as the conversation knows them: those that were taken in, and the number that replies go to.</summary>
    public static IEnumerable<string> OthersOf(ConversationState state, ConversationId conversation) =>
        state.Aliases.Keys.Append(state.Address?.Phone).OfType<string>().Where(userId => userId != conversation.UserId && IsUsable(userId)).Distinct(StringComparer.Ordinal);

    /// <summary>Where a conversation goes on after a message that tells of new ids; null when it stays.</summary>
    public static ConversationId? NewHome(ConversationId conversation, IdentityChange change)
    {
        // A conversation under a business-scoped id stays there when only the phone number is known to have changed.
        var newest = change.UserId ?? (IsPhone(conversation.UserId) ? change.Phone : null);
        return newest is null || newest == conversation.UserId || !IsUsable(newest) ? null : With(conversation, newest);
    }

    /// <summary>Where replies go after a change: a new business-scoped id comes with a new phone number, so the old one is not written to again.</summary>
    public static ReplyAddress AddressAfter(ReplyAddress? known, InboundEvent inboundEvent, IdentityChange change, Stamp stamp)
    {
        var shown = new ReplyAddress(
            change.Phone ?? (change.UserId is null ? known?.Phone : null), change.UserId ?? inboundEvent.Sender?.UserId ?? known?.UserId, stamp);
        return known is null ? shown : known.Join(shown);
    }

    /// <summary>True for a message under a phone number whose user has gone on under another one: somebody else has the number now.</summary>
    public static bool IsOfNextOwner(ConversationId conversation, Moved? moved, InboundEvent inboundEvent) =>
        moved is { To: not null, Kind: MoveKind.GivenUp } && IsPhone(conversation.UserId)
        && inboundEvent.Sender is null or { UserId: null } && TypeOf(inboundEvent) is { } type && inboundEvent.Message?.Identity is var change
        && (change is not null || !MessageKinds.OpensNothing(type))
        && inboundEvent.ChannelTime.ToUnixTimeMilliseconds() > moved.Stamp.Time + (change is null ? 0 : OneChange.TotalMilliseconds);

    /// <summary>The state of a phone number with which somebody new begins: nothing of the user before counts.</summary>
    public static ConversationState ForNextOwner(ConversationState state, Stamp stamp) =>
        state.MoveTo(new Moved(new Stamp(stamp.Time, 0, stamp.Message), To: null, MoveKind.GivenUp)).Pass(new Handover(stamp, Human: false, stamp)) with
        {
            Session = new Session(state.Session.Epoch + 1, stamp),
            Answers = state.Answers.Clear(),
        };

    /// <summary>True for a message under a phone number from before the user of the conversation that it moved to had it.</summary>
    public static bool IsOfFormerOwner(ConversationId conversation, Moved? moved, InboundEvent inboundEvent) =>
        moved is { To: not null, Kind: MoveKind.TakenUp } && IsPhone(conversation.UserId)
        && TypeOf(inboundEvent) is not null && inboundEvent.ChannelTime.ToUnixTimeMilliseconds() < moved.Stamp.Time;

    /// <summary>What a conversation that has moved gives to the one that it goes on as.</summary>
    public static ConversationState Given(ConversationState state) =>
        state.Moved is { Kind: MoveKind.TakenUp } moved ? state.Since(moved.Stamp) : state;

    /// <summary>The state of a conversation with what another one gave.</summary>
    public static ConversationState TakeIn(ConversationState own, ConversationId conversation, ConversationId from, ConversationState given)
    {
        var moved = given.Moved?.To == conversation.Key ? given.Moved : null;
        var returns = IsRegained(own, conversation, given);
        var next = returns ? own.MoveTo(new Moved(moved!.Stamp, To: null, MoveKind.SameUser)) : own;

        // A phone number that had another owner: of that one's conversation nothing counts for the user who has it now.
        var hadAnother = moved is { Kind: MoveKind.GivenUp } && IsPhone(conversation.UserId)
            && own.Session.Epoch > 0 && own.Session.StartedBy < moved.Stamp && (returns || !own.Aliases.ContainsKey(from.UserId));
        next = hadAnother ? next.Replace(given, moved!.Stamp) : next.Adopt(given);
        return next.Alias(from.UserId, given.Moved?.Stamp.Time ?? 0);
    }

    /// <summary>True when a conversation that had moved is gone on with: a later change led to its id.</summary>
    public static bool IsRegained(ConversationState own, ConversationId conversation, ConversationState given) =>
        own.Moved is { To: { } to } gone && to != conversation.Key && given.Moved is { } moved && moved.To == conversation.Key && moved.Stamp > gone.Stamp;

    // Of a message, whether it can be read here or not.
    private static string? TypeOf(InboundEvent inboundEvent) => inboundEvent.Message?.Type ?? (inboundEvent.Sealed is { IsEcho: false } content ? content.Type : null);

    private static bool IsUsable(string userId) => userId.Length is > 0 and <= 256 && !userId.Any(c => c == '/' || char.IsControl(c));
}
