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
    /// <summary>Applies a message, a status or an echo. An event seen before changes nothing.</summary>
    /// <param name="humanFor">How long the script is silent after a person of the business wrote; zero: not at all.</param>
    public static ConversationState Apply(
        ConversationState state, InboundEvent inboundEvent, IConversationScript script, RegionId region, TimeSpan humanFor = default) =>
        Apply(state, inboundEvent, script, region, humanFor, correction: null);

    private static ConversationState Apply(
        ConversationState state, InboundEvent inboundEvent, IConversationScript script, RegionId region, TimeSpan humanFor, Correction? correction) =>
        inboundEvent switch
        {
            { Status: { } status } => Statuses.Apply(state, inboundEvent, status),
            _ when state.IsSpent(inboundEvent) => state,
            { Sealed: { } content } => MaskedTurn.Apply(state, inboundEvent, content, script, region, humanFor),
            { Echo: { } echo } => Handovers.Note(state, inboundEvent, echo, region.Name, humanFor),
            { Message: { } message } => ApplyMessage(state, inboundEvent, message, script, region, humanFor, correction),
            _ => state,
        };

    /// <summary>The reply that a status speaks of, or null when the state does not know it.</summary>
    public static string? Find(ConversationState state, StatusUpdate status) => Statuses.Find(state, status.ReplyId, status.ChannelMessageId);

    /// <summary>Applies events one after the other. One that cannot be applied changes nothing; the ones behind it are applied all the same.</summary>
    /// <param name="correction">What home has to say about messages that it has just read; the first event that is answered says it too, else it is said alone.</param>
    /// <returns>The state, and where each event that could not be applied failed, without any of its content.</returns>
    public static (ConversationState State, IReadOnlyDictionary<MessageId, string> Faults) ApplyAll(
        ConversationState state, IReadOnlyList<InboundEvent> events, IConversationScript script, RegionId region, TimeSpan humanFor = default,
        Correction? correction = null)
    {
        Dictionary<MessageId, string> faults = [];
        foreach (var item in events)
        {
            try
            {
                var next = Apply(state, item, script, region, humanFor, correction);
                correction = correction is not null && IsAnswered(next, item) && !IsAnswered(state, item) ? null : correction;
                state = next;
            }
#pragma warning disable CA1031 // A script is somebody else's code, and nothing here waits for anything: whatever it throws lies in the event or the state.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                var place = exception.TargetSite;
                faults[item.Id] = $"Script {script.Name} cannot take it: {exception.GetType().Name} in {place?.DeclaringType?.Name}.{place?.Name}.";
            }
        }

        return (correction is null ? state : Unreads.Say(state, correction, script, region), faults);
    }

    private static bool IsAnswered(ConversationState state, InboundEvent item) => state.Replies.ContainsKey(ReplyId.Of(item.Conversation, item.Id, part: 0));

    private static ConversationState ApplyMessage(
        ConversationState state, InboundEvent inboundEvent, MessageContent message, IConversationScript script, RegionId region, TimeSpan humanFor, Correction? correction)
    {
        var stamp = Stamp.After(state.Newest, inboundEvent.ChannelTime, inboundEvent.Id);
        var isNextOwner = Identities.IsOfNextOwner(inboundEvent.Conversation, state.Moved, inboundEvent);
        state = isNextOwner ? Identities.ForNextOwner(state, stamp) : state;
        var next = state.See(inboundEvent) with
        {
            Newest = state.Newest is { } newest ? Stamp.Max(newest, stamp) : stamp,
            Address = message.Identity is { } change ? Identities.AddressAfter(isNextOwner ? null : state.Address, inboundEvent, change, stamp)
                : Address(isNextOwner ? null : state.Address, inboundEvent, stamp),
        };
        if (Amendments.Current(next, inboundEvent, message) is not { } current)
        {
            // Deleted before it came here.
            return next;
        }

        next = next.Say(TranscriptEntry.Of(stamp, 0, region.Name, $"user: {Line(current)}"));
        if (current.Identity is { } ids && Identities.NewHome(inboundEvent.Conversation, ids) is { } home)
        {
            next = next.MoveTo(new Moved(new Stamp(stamp.Time, 0, stamp.Message), home.Key, MoveKind.GivenUp));
        }

        if (current.Type == MessageKinds.System)
        {
            return next;
        }

        var speaker = isNextOwner
            ? Speaker.ScriptForStranger
            : Handovers.SpeakerFor(next, current, stamp, script, humanFor);
        if (MessageKinds.IsAmendment(current.Type))
        {
            return ApplyAmendment(Amendments.Note(next, inboundEvent, current), inboundEvent, stamp, script, region, speaker);
        }

        if (speaker == Speaker.Human || (!next.Session.HasBegun() && MessageKinds.OpensNothing(current.Type)))
        {
            return next;
        }

        var (read, replies, closes) = Read(next, current, stamp, script, speaker, correction?.AskedFor(next, stamp));
        if (replies is null)
        {
            return read;
        }

        if (correction is not null && read.Session.Epoch == next.Session.Epoch)
        {
            // Of what is wrong that is said which the question to come is about.
            replies = [.. correction.Says, .. closes || (correction.Says.Count == 0 && !correction.Closes) ? replies : []];
            closes |= correction.Closes;
        }

        // Only now: the message was read as an answer to what had been asked, before what is noted of other messages opens another question.
        next = Amendments.Settle(read, script).State;
        if (speaker == Speaker.ScriptInSilence)
        {
            return next;
        }

        if (next.Handover is { Human: true })
        {
            next = next.Pass(new Handover(stamp, Human: false, stamp));
        }

        var answers = next.AnswersBefore();
        var open = script.NextQuestion(answers);
        if (open is not null || closes)
        {
            replies.AddRange(script.Ask(open, answers));
        }

        return Reply(next, inboundEvent.Conversation, inboundEvent.Id, stamp, replies, open, region);
    }

    /// <summary>Reads a message. Without replies (null) it says nothing to the script; closing says whether a complete script is closed again.</summary>
    /// <param name="asked">The question that it was written to, where that is not the one that the answers before it leave open.</param>
    public static (ConversationState State, List<OutboundMessage>? Replies, bool Closes) Read(
        ConversationState state, MessageContent message, Stamp stamp, IConversationScript script, Speaker speaker, Asked? asked = null)
    {
        if (speaker == Speaker.ScriptForStranger)
        {
            return (state, [.. script.Greet()], true);
        }

        if (!state.Session.HasBegun())
        {
            return (state.Begin(stamp), [.. script.Greet()], true);
        }

        if (stamp < state.Session.StartedBy)
        {
            return (state, [], true);
        }

        // A late message answers what was open at its own place in the conversation, not what is open now.
        var answersThen = state.AnswersBefore(stamp);
        var open = script.NextQuestion(answersThen);
        var reading = script.Read(asked?.Question ?? open, answersThen, message);
        if (asked is { Question: null } && open is not null
            && (reading is ScriptReading.Rejected or ScriptReading.Explained || (reading is ScriptReading.Answered(var first, _) && first == open)))
        {
            // Nobody had asked: a wish, or a tap on an older button, is all that it can be.
            return (state, [], true);
        }

        if (speaker == Speaker.ScriptAgain && reading is not (ScriptReading.Restarted or ScriptReading.Ignored))
        {
            return (state, [], true);
        }

        if (MessageKinds.IsGesture(message.Type) && reading is ScriptReading.Answered or ScriptReading.TakenBack or ScriptReading.Restarted)
        {
            return (state, null, false);
        }

        return reading switch
        {
            ScriptReading.Answered(var question, var value) => (Answer(state, question, new AnswerRegister(stamp, value, EditOf(state, stamp))), [], true),
            ScriptReading.TakenBack(var question) => (Answer(state, question, new AnswerRegister(stamp, null)), [], true),
            ScriptReading.Restarted => (state.Begin(stamp), [.. script.Greet()], true),
            ScriptReading.Rejected(var why) => (state, [why], false),
            ScriptReading.Explained(var text) => (state, [text], false),
            _ => (state, null, false),
        };
    }

    // An edit is answered only where it changes what is open, or what a finished script says.
    private static ConversationState ApplyAmendment(
        ConversationState state, InboundEvent inboundEvent, Stamp stamp, IConversationScript script, RegionId region, Speaker speaker)
    {
        var before = state.AnswersBefore();
        var openBefore = script.NextQuestion(before);
        var (next, why) = Amendments.Settle(state, script);
        var answers = next.AnswersBefore();
        if (speaker != Speaker.Script || !next.Session.HasBegun() || answers.SequenceEqual(before))
        {
            return next;
        }

        var open = script.NextQuestion(answers);
        List<OutboundMessage> replies = why is null ? [] : [why];
        if (why is not null || open is null || open != openBefore)
        {
            replies.AddRange(script.Ask(open, answers));
        }

        return Reply(next, inboundEvent.Conversation, inboundEvent.Id, stamp, replies, open, region);
    }

    /// <summary>Adds replies, in order, as <see cref="ReplyStatus.Sending"/>.</summary>
    /// <param name="conversation">The conversation that their ids are made of.</param>
    /// <param name="inReplyTo">The message, or the word of ours, that their ids are made of.</param>
    /// <param name="neutral">True when they say only what the script says to anybody.</param>
    public static ConversationState Reply(
        ConversationState state, ConversationId conversation, MessageId inReplyTo, Stamp stamp, List<OutboundMessage> replies, string? asks, RegionId region,
        bool neutral = false)
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
                InReplyTo = inReplyTo,
                Stamp = stamp,
                Part = part,
                Status = ReplyStatus.Sending,
                Region = region,
                Asks = part == replies.Count - 1 ? asks : null,
                Content = replies[part],
                Neutral = neutral,
            };
            state = state.Put(ReplyId.Of(conversation, inReplyTo, part), reply)
                .Say(TranscriptEntry.Of(stamp, part + 1, region.Name, $"reply: {replies[part].Text}"));
        }

        return state;
    }

    // The new text of an edited message belongs to that message and goes with it: it has no line of its own.
    public static string Line(MessageContent message) => MessageKinds.IsAmendment(message.Type) ? message.Type : message.Text ?? message.Type;

    private static Stamp? EditOf(ConversationState state, Stamp stamp) =>
        state.AmendmentOf(stamp.Message) is { Type: "text" } amendment ? amendment.Place() : null;

    private static ConversationState Answer(ConversationState state, string question, AnswerRegister answer) =>
        state with
        {
            Answers = state.Answers.SetItem(question, state.Answers.TryGetValue(question, out var known) ? known.Join(answer) : answer),
        };

    /// <summary>Where replies go after an event that shows its sender.</summary>
    public static ReplyAddress? Address(ReplyAddress? known, InboundEvent inboundEvent, Stamp stamp)
    {
        if (inboundEvent.Sender is not { } sender)
        {
            return known;
        }

        var shown = new ReplyAddress(sender.Phone ?? known?.Phone, sender.UserId ?? known?.UserId, stamp);
        return known is null ? shown : known.Join(shown);
    }
}
