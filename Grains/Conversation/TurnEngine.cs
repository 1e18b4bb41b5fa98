using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Replies;

namespace OrleansFailover.Grains.Conversation;

/// <summary>Applies one event to a state. Pure: the same arguments give the same state and the same reply ids in every region.</summary>
internal static class TurnEngine
{
    /// <summary>Applies a message or a status. An event seen before changes nothing.</summary>
    public static ConversationState Apply(ConversationState state, InboundEvent inboundEvent, IConversationScript script, RegionId region) =>
        inboundEvent switch
        {
            { Status: { } status } => ApplyStatus(state, status),
            { Message: { } message } when !state.IsSpent(inboundEvent) => ApplyMessage(state, inboundEvent, message, script, region),
            _ => state,
        };

    private static ConversationState ApplyMessage(
        ConversationState state, InboundEvent inboundEvent, MessageContent message, IConversationScript script, RegionId region)
    {
        var stamp = Stamp.After(state.Newest, inboundEvent.ChannelTime, inboundEvent.Id);
        var next = state.See(inboundEvent) with
        {
            Newest = state.Newest is { } newest ? Stamp.Max(newest, stamp) : stamp,
            Address = Address(state.Address, inboundEvent, stamp),
        };
        next = next.Say(new TranscriptEntry(stamp, 0, region.Name, $"user: {message.Text ?? message.Type}"));

        List<OutboundMessage> replies = [];
        var closes = true;
        if (next.Session.Epoch == 0)
        {
            next = next with { Session = new Session(1, stamp) };
            replies.AddRange(script.Greet());
        }
        else if (stamp >= next.Session.StartedBy)
        {
            // A late message answers what was open at its own place in the conversation, not what is open now.
            var answersThen = next.AnswersBefore(stamp);
            switch (script.Read(script.NextQuestion(answersThen), answersThen, message))
            {
                case ScriptReading.Answered(var question, var value):
                    next = Answer(next, question, new AnswerRegister(stamp, value));
                    break;
                case ScriptReading.TakenBack(var question):
                    next = Answer(next, question, new AnswerRegister(stamp, null));
                    break;
                case ScriptReading.Restarted:
                    next = next with { Session = new Session(next.Session.Epoch + 1, stamp), Answers = next.Answers.Clear() };
                    replies.AddRange(script.Greet());
                    break;
                case ScriptReading.Rejected(var why):
                    replies.Add(why);
                    closes = false;
                    break;
                case ScriptReading.Explained(var text):
                    replies.Add(text);
                    closes = false;
                    break;
                case ScriptReading.Ignored:
                    return next;
            }
        }

        var answers = next.AnswersBefore();
        var open = script.NextQuestion(answers);
        if (open is not null || closes)
        {
            replies.AddRange(script.Ask(open, answers));
        }

        return Reply(next, inboundEvent, stamp, replies, open, region);
    }

    private static ConversationState Reply(
        ConversationState state, InboundEvent inboundEvent, Stamp stamp, List<OutboundMessage> replies, string? asks, RegionId region)
    {
        // The reply to a new message says what a held one would have said.
        foreach (var (held, reply) in state.Replies.Where(reply => reply.Value is { Held: not null } && reply.Value.IsUnsent() && reply.Value.Stamp < stamp))
        {
            state = state.Put(held, reply.Raise(ReplyStatus.Superseded));
        }

        replies = [.. replies.SelectMany(ReplyParts.Of)];
        for (var part = 0; part < replies.Count; part++)
        {
            var reply = new ReplyRecord
            {
                InReplyTo = inboundEvent.Id,
                Stamp = stamp,
                Part = part,
                Status = ReplyStatus.Sending,
                Region = region,
                Asks = part == replies.Count - 1 ? asks : null,
                Content = replies[part],
            };
            state = state.Put(ReplyId.Of(inboundEvent.Conversation, inboundEvent.Id, part), reply)
                .Say(new TranscriptEntry(stamp, part + 1, region.Name, $"reply: {replies[part].Text}"));
        }

        return state;
    }

    private static ConversationState ApplyStatus(ConversationState state, StatusUpdate status)
    {
        var replyId = Find(state, status);
        if (replyId is null)
        {
            return state;
        }

        var reply = state.Replies[replyId];
        var raised = reply.Raise(status.Status) with { ChannelMessageId = reply.ChannelMessageId ?? status.ChannelMessageId };
        if (status.Status == ReplyStatus.Failed)
        {
            raised = raised with { Failure = reply.Failure ?? $"channel error {status.ErrorCode}" };
        }

        return raised == reply ? state : state with { Replies = state.Replies.SetItem(replyId, raised) };
    }

    /// <summary>The reply that a status speaks of, or null when the state does not know it.</summary>
    public static string? Find(ConversationState state, StatusUpdate status) =>
        status.ReplyId is { } id && state.Replies.ContainsKey(id) ? id
        : state.Replies.FirstOrDefault(reply => reply.Value.ChannelMessageId == status.ChannelMessageId).Key;

    private static ConversationState Answer(ConversationState state, string question, AnswerRegister answer) =>
        state with
        {
            Answers = state.Answers.SetItem(question, state.Answers.TryGetValue(question, out var known) ? known.Join(answer) : answer),
        };

    private static ReplyAddress? Address(ReplyAddress? known, InboundEvent inboundEvent, Stamp stamp)
    {
        if (inboundEvent.Sender is not { } sender)
        {
            return known;
        }

        var shown = new ReplyAddress(sender.Phone ?? known?.Phone, sender.UserId ?? known?.UserId, stamp);
        return known is null ? shown : known.Join(shown);
    }
}
