using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Replies;

/// <summary>The one neutral reply to messages of a session that are held for a home which is down. It asks nothing, and is never the newest word.</summary>
internal static class HeldNotice
{
    private const string Word = ":held";

    /// <summary>The id that stands in the place of the message which is answered: one for each session.</summary>
    public static MessageId IdOf(Session session) => new($"{session.StartedBy.Message.Value}:{session.Epoch}{Word}");

    public static bool Is(ReplyRecord reply) => reply.InReplyTo.Value is { } id && id.EndsWith(Word, StringComparison.Ordinal);

    /// <summary>The state with the notice; the same where it was said before, or is not for the script to say. The event itself stays unseen.</summary>
    public static ConversationState Add(
        ConversationState state, ConversationId conversation, InboundEvent inboundEvent, IConversationScript script, RegionId region, TimeSpan humanFor)
    {
        var id = IdOf(state.Session);
        var stamp = Stamp.After(state.Newest, inboundEvent.ChannelTime, inboundEvent.Id);
        if (inboundEvent.Sealed is not { IsEcho: false } content || MessageKinds.SaysNothing(content.Type) || state.Replies.ContainsKey(ReplyId.Of(conversation, id, part: 0))
            || Handovers.SpeakerFor(state, new MessageContent { Type = content.Type }, stamp, script, humanFor) is Speaker.Human or Speaker.ScriptInSilence)
        {
            return state;
        }

        state = state with { Address = TurnEngine.Address(state.Address, inboundEvent, stamp) };
        return TurnEngine.Reply(state, conversation, id, stamp, [script.Held], asks: null, region, neutral: true);
    }
}
