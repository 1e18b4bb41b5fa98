using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Conversation;

/// <summary>
/// When a person of the business writes from its own app, the script is silent until the user says "restart", or until nobody of the
/// business wrote for a set time. Decided by the channel's times alone, so every region decides the same.
/// </summary>
internal static class Handovers
{
    /// <summary>
    /// Notes what a person of the business wrote. The channel does not say whether it echoes what was sent through its API too: an echo that
    /// can be one of our own replies hands nothing over.
    /// </summary>
    public static ConversationState Note(ConversationState state, InboundEvent inboundEvent, MessageContent echo, string region, TimeSpan humanFor)
    {
        if (IsOwnReply(state, inboundEvent, echo))
        {
            return state;
        }

        var stamp = Stamp.After(state.Newest, inboundEvent.ChannelTime, inboundEvent.Id);
        var next = state.See(inboundEvent) with { Newest = state.Newest is { } newest ? Stamp.Max(newest, stamp) : stamp };
        return Pass(Say(next, echo, stamp, region), echo.Type, stamp, humanFor);
    }

    /// <summary>Notes that a person of the business wrote something that cannot be read here. While a reply is open nobody can tell that from an echo of it, so it hands nothing over yet.</summary>
    public static ConversationState NoteUnread(ConversationState state, InboundEvent inboundEvent, string type, Stamp stamp, TimeSpan humanFor) =>
        state.Replies.Values.Any(reply => reply.ChannelMessageId == inboundEvent.Id.Value || reply.IsOpen()) ? state : Pass(state, type, stamp, humanFor);

    /// <summary>Notes what such an echo says, once it is read.</summary>
    public static ConversationState NoteRead(ConversationState state, InboundEvent inboundEvent, MessageContent echo, Stamp stamp, string region, TimeSpan humanFor) =>
        IsOwnReply(state, inboundEvent, echo) ? state : Pass(Say(state, echo, stamp, region), echo.Type, stamp, humanFor);

    /// <summary>Who takes a message of the user.</summary>
    public static Speaker SpeakerFor(ConversationState state, MessageContent message, Stamp stamp, IConversationScript script, TimeSpan humanFor)
    {
        if (state.Handover is not { Human: true } handover || humanFor == TimeSpan.Zero)
        {
            return Speaker.Script;
        }

        if (stamp < handover.Since)
        {
            return Speaker.ScriptInSilence;
        }

        if (MessageKinds.IsGesture(message.Type) || MessageKinds.OpensNothing(message.Type))
        {
            return Speaker.Human;
        }

        return stamp > handover.Stamp && IsRestart(message, script) ? Speaker.Script
            : IsOver(handover, stamp, humanFor) ? Speaker.ScriptAgain
            : Speaker.Human;
    }

    private static ConversationState Say(ConversationState state, MessageContent echo, Stamp stamp, string region) =>
        state.Say(TranscriptEntry.Of(stamp, 0, region, $"business: {echo.Text ?? echo.Type}"));

    private static ConversationState Pass(ConversationState state, string type, Stamp stamp, TimeSpan humanFor)
    {
        if (humanFor == TimeSpan.Zero || MessageKinds.OpensNothing(type))
        {
            return state;
        }

        var goesOn = state.Handover is { Human: true } known && !IsOver(known, stamp, humanFor);
        return state.Pass(new Handover(stamp, Human: true, goesOn ? state.Handover!.Since : stamp));
    }

    private static bool IsOver(Handover handover, Stamp stamp, TimeSpan humanFor) => stamp.Time - handover.Stamp.Time >= humanFor.TotalMilliseconds;

    // Asked without answers: a script that is complete may begin anew with any word, and that is not what "restart" means here.
    private static bool IsRestart(MessageContent message, IConversationScript script) =>
        script.Read(script.NextQuestion(ScriptAnswers.None), ScriptAnswers.None, message) is ScriptReading.Restarted;

    private static bool IsOwnReply(ConversationState state, InboundEvent inboundEvent, MessageContent echo) =>
        state.Replies.Values.Any(reply =>
            reply.ChannelMessageId == inboundEvent.Id.Value || (reply.IsOpen() && reply.Content is { Open: { } content } && content.Text == echo.Text));
}
