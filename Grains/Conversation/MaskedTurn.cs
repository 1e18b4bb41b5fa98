using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Conversation;

/// <summary>
/// A turn of a restricted sender in a region that cannot read it, while no home is up: what was written is kept sealed for home, and the script goes on from
/// which questions are answered. Pure.
/// </summary>
internal static class MaskedTurn
{
    /// <summary>Applies a sealed event: seen, unread, and answered with what the script says to anybody.</summary>
    public static ConversationState Apply(
        ConversationState state, InboundEvent inboundEvent, SealedContent content, IConversationScript script, RegionId region, TimeSpan humanFor)
    {
        var stamp = Stamp.After(state.Newest, inboundEvent.ChannelTime, inboundEvent.Id);
        var isNextOwner = Identities.IsOfNextOwner(inboundEvent.Conversation, state.Moved, inboundEvent);
        state = isNextOwner ? Identities.ForNextOwner(state, stamp) : state;
        var next = state.See(inboundEvent) with
        {
            Newest = state.Newest is { } newest ? Stamp.Max(newest, stamp) : stamp,
            Address = content.IsEcho ? state.Address : TurnEngine.Address(isNextOwner ? null : state.Address, inboundEvent, stamp),
        };
        var unread = new UnreadMessage(stamp, content.Type, Question: null, new ContentPiece(content.Piece, content.Under), content.IsEcho);
        if (content.IsEcho)
        {
            return Handovers.NoteUnread(next, inboundEvent, content.Type, stamp, humanFor).Keep(unread);
        }

        var speaker = isNextOwner ? Speaker.ScriptForStranger
            : Handovers.SpeakerFor(next, new MessageContent { Type = content.Type }, stamp, script, humanFor);
        var (read, replies, asks) = Read(next, unread, script, speaker);
        if (replies is not { Count: > 0 } || speaker == Speaker.ScriptInSilence)
        {
            return read;
        }

        if (read.Handover is { Human: true })
        {
            read = read.Pass(new Handover(stamp, Human: false, stamp));
        }

        return TurnEngine.Reply(read, inboundEvent.Conversation, inboundEvent.Id, stamp, replies, asks, region, neutral: true);
    }

    /// <summary>How the script goes on for a state whose answers cannot be read.</summary>
    /// <param name="before">Optionally only for what was answered before a stamp.</param>
    public static (MaskedStep Step, string? Question) Next(ConversationState state, IConversationScript script, Stamp? before = null)
    {
        var answers = ScriptAnswers.Sealed(Answered(state, before));
        var open = script.NextQuestion(answers);
        return answers.SealedOneMissed ? (MaskedStep.Undecided, null) : (open is null ? MaskedStep.Closed : MaskedStep.Asks, open);
    }

    /// <summary>True while the state has room for one more unread message, so that none of them is ever pushed out.</summary>
    public static bool HasRoomFor(ConversationState state, InboundEvent inboundEvent) =>
        CountUnread(state) < ConversationState.MaxUnread
        && CountUnread(state.Keep(new UnreadMessage(Stamp.After(state.Newest, inboundEvent.ChannelTime, inboundEvent.Id), "", null, null))) > CountUnread(state);

    private static int CountUnread(ConversationState state) => state.Unread.Values.Count(message => !message.Read);

    private static (ConversationState State, List<OutboundMessage>? Replies, string? Asks) Read(
        ConversationState state, UnreadMessage message, IConversationScript script, Speaker speaker)
    {
        if (speaker == Speaker.Human || (!state.Session.HasBegun() && MessageKinds.OpensNothing(message.Type)))
        {
            return (state.Keep(message), null, null);
        }

        if (speaker == Speaker.ScriptForStranger || !state.Session.HasBegun())
        {
            var begun = state.Session.HasBegun() ? state : state.Begin(message.Stamp);
            return GoOn(begun.Keep(message), [.. script.Greet()], script);
        }

        if (MessageKinds.SaysNothing(message.Type))
        {
            return (state.Keep(message), null, null);
        }

        if (speaker == Speaker.ScriptAgain)
        {
            return GoOn(state.Keep(message), [], script);
        }

        var (step, question) = message.Stamp < state.Session.StartedBy ? (MaskedStep.Closed, null) : Next(state, script, message.Stamp);
        if (step != MaskedStep.Asks)
        {
            // Whatever it says, home finds it: nothing that was asked is answered by it.
            return (state.Keep(message), [script.Neutral], null);
        }

        var isTaken = script.OutsideOf(question!) == OutsideMode.Accept;
        return GoOn(state.Keep(message with { Question = question }), isTaken ? [] : [script.Neutral], script);
    }

    // A branch on what cannot be read: the neutral text, and home goes on.
    private static (ConversationState State, List<OutboundMessage> Replies, string? Asks) GoOn(
        ConversationState state, List<OutboundMessage> replies, IConversationScript script)
    {
        var (step, question) = Next(state, script);
        if (step == MaskedStep.Undecided)
        {
            return (state, [script.Neutral], null);
        }

        replies.AddRange(script.Ask(question, ScriptAnswers.None));
        return (state, replies, question);
    }

    // A question counts as answered when it has an answer, or an unread message that is no older than what is known of it.
    private static IEnumerable<string> Answered(ConversationState state, Stamp? before)
    {
        var answers = state.Answers.Where(answer => answer.Value.Value is not null && (before is null || answer.Value.Stamp < before)).Select(answer => answer.Key);
        var unread = state.Unread.Values.Where(message => message is { Read: false, Question: not null } && (before is null || message.Stamp < before)
            && message.Stamp >= state.Session.StartedBy
            && !(state.Answers.TryGetValue(message.Question, out var known) && known.Stamp > message.Stamp)).Select(message => message.Question!);
        return answers.Concat(unread);
    }
}
