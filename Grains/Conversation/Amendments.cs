using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Conversation;

/// <summary>
/// Edited and deleted messages. What is noted of them lasts, and every turn brings the answers into line with it: so it makes no difference
/// whether the edit or the message came first, or came to another region.
/// </summary>
internal static class Amendments
{
    private const string TextType = "text";

    /// <summary>Notes what an <c>edit</c> or a <c>revoke</c> tells. One that does not say of which message, or what it says now, tells nothing.</summary>
    public static ConversationState Note(ConversationState state, InboundEvent inboundEvent, MessageContent message)
    {
        if (message.InReplyTo is not { } original || (message.Type == MessageKinds.Edit && message.EditedType is null))
        {
            return state;
        }

        var time = inboundEvent.ChannelTime.ToUnixTimeMilliseconds();
        return state.Amend(new MessageId(original), message.Type == MessageKinds.Revoke
            ? new Amendment(time, Revoked: true, inboundEvent.Id, Type: null, Text: null)
            : new Amendment(time, Revoked: false, inboundEvent.Id, message.EditedType, message.Text is { } text ? TranscriptEntry.Cut(text) : null));
    }

    /// <summary>A message as it stands now: edited before it came here, or null when it was deleted before.</summary>
    public static MessageContent? Current(ConversationState state, InboundEvent inboundEvent, MessageContent message) =>
        state.AmendmentOf(inboundEvent.Id) switch
        {
            { Revoked: true } => null,
            // An edit that nobody can open any more leaves the message as it came.
            { Type: TextType, Text: var text } when message.Type == TextType && text is not { Open: null } => message with { Text = text?.Open },
            _ => message,
        };

    /// <summary>Brings answers and transcript into line with all that is noted.</summary>
    /// <returns>The state, and what is to be said about an edit that is no answer any more.</returns>
    public static (ConversationState State, OutboundMessage? Why) Settle(ConversationState state, IConversationScript script)
    {
        if (state.Amendments.IsEmpty)
        {
            return (state, null);
        }

        OutboundMessage? why = null;
        foreach (var (question, answer) in state.Answers)
        {
            if (state.AmendmentOf(answer.Stamp.Message) is { } amendment && !(answer.Edited >= amendment.Place())
                && ReadAgain(state, script, question, answer, amendment) is var (value, reason, changes) && changes)
            {
                // The stamp stays that of the message: an edit does not win over an answer that was given after it.
                state = state with { Answers = state.Answers.SetItem(question, answer with { Value = value, Edited = amendment.Place() }) };
                why = reason ?? why;
            }
        }

        return (Forget(state), why);
    }

    // A caption is no answer, so an edited one changes none.
    private static (string? Value, OutboundMessage? Why, bool Changes) ReadAgain(
        ConversationState state, IConversationScript script, string question, AnswerRegister answer, Amendment amendment)
    {
        // What an edit says that nobody can open any more is an answer that is not there.
        if (amendment.Revoked || amendment is { Type: TextType, Text.Open: null })
        {
            return (null, null, true);
        }

        return amendment.Type != TextType ? (null, null, false)
            : script.Read(question, state.AnswersBefore(answer.Stamp), new MessageContent { Type = TextType, Text = amendment.Text?.Open }) switch
            {
                ScriptReading.Answered(var answered, var value) when answered == question => (value, null, true),
                ScriptReading.Rejected(var reason) => (null, reason, true),
                _ => (null, null, true),
            };
    }

    private static ConversationState Forget(ConversationState state)
    {
        if (!state.Amendments.Values.Any(amendment => amendment.Revoked))
        {
            return state;
        }

        foreach (var line in state.Transcript.Where(line => line is { Part: 0, Forgotten: false }).ToList())
        {
            if (state.AmendmentOf(line.Stamp.Message) is { Revoked: true })
            {
                state = state.Say(line.Forget());
            }
        }

        return state;
    }
}
