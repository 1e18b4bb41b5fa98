using System.Collections.Immutable;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <summary>
/// Takes the conversation of one key into that of another key of the same user. It is the join of both, but for sessions: their epochs were
/// counted apart and say nothing about each other, so it is the newest "restart" that decides which answers still count.
/// </summary>
public static class Adoption
{
    /// <summary>The state that holds both; adopting the same again changes nothing.</summary>
    public static ConversationState Adopt(this ConversationState own, ConversationState other)
    {
        // What is the other key's alone: its writes are never looked for here, where it went on is here, and what is sealed for it is not for this key.
        var theirs = other with { Version = VersionVector.Empty, Moved = null, Aliases = own.Aliases, ContentKey = own.ContentKey };
        if (own.Session.Epoch < 2 && other.Session.Epoch < 2)
        {
            return own.Join(theirs);
        }

        // Epoch 1 begins by itself with the first message; only a later one is a cut that the user wanted.
        return other.Session.Epoch < 2 || (own.Session.Epoch >= 2 && own.Session.StartedBy >= other.Session.StartedBy)
            ? Above(own, theirs.Session).Join(Below(theirs, own.Session))
            : Above(theirs, own.Session).Join(Below(own, theirs.Session)) with { Version = own.Version };

        ConversationState Above(ConversationState later, Session earlier) => later with { Session = SessionOf(later.Session, earlier) };

        ConversationState Below(ConversationState earlier, Session later) => earlier with
        {
            Session = SessionOf(later, earlier.Session),
            Answers = Since(earlier.Answers, later.StartedBy),
        };
    }

    /// <summary>The state of a key that was somebody else's before, now that a user's conversation from another key goes on there.</summary>
    /// <param name="moved">Since when the key is that user's.</param>
    public static ConversationState Replace(this ConversationState own, ConversationState other, Stamp moved)
    {
        var session = new Session(Math.Max(own.Session.Epoch, other.Session.Epoch) + 1, other.Session.StartedBy);
        var human = other.Handover is { Human: true } handover ? handover with { Stamp = moved } : new Handover(moved, Human: false, moved);
        return (own.Pass(human) with { Session = session, Answers = Since(own.Answers, moved) })
            .Join(other with { Session = session, Version = VersionVector.Empty, Moved = null, Aliases = own.Aliases, ContentKey = own.ContentKey });
    }

    /// <summary>What is known from a moment on: what is older under this key is somebody else's.</summary>
    public static ConversationState Since(this ConversationState state, Stamp from) => state with
    {
        Session = state.Session.Epoch == 0 || state.Session.StartedBy >= from ? state.Session : new Session(1, from),
        Answers = Since(state.Answers, from),
        Replies = state.Replies.RemoveRange(state.Replies.Where(reply => reply.Value.Stamp < from).Select(reply => reply.Key)),
        Transcript = state.Transcript.Except(state.Transcript.Where(line => line.Stamp < from)),
        Amendments = state.Amendments.RemoveRange(state.Amendments.Where(amendment => amendment.Value.Time < from.Time).Select(amendment => amendment.Key)),
        Unread = state.Unread.RemoveRange(state.Unread.Where(message => message.Value.Stamp < from).Select(message => message.Key)),
        Handover = state.Handover is { } handover && handover.Stamp >= from ? handover : null,
        Address = state.Address is { } address && address.Stamp >= from ? address : null,
        Newest = state.Newest is { } newest && newest >= from ? newest : null,
    };

    private static ImmutableSortedDictionary<string, AnswerRegister> Since(ImmutableSortedDictionary<string, AnswerRegister> answers, Stamp from) =>
        answers.RemoveRange(answers.Where(answer => answer.Value.Stamp < from).Select(answer => answer.Key));

    private static Session SessionOf(Session later, Session earlier) =>
        later.Epoch > earlier.Epoch || later == earlier ? later : later with { Epoch = earlier.Epoch + 1 };
}
