using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Replies;

namespace OrleansFailover.Grains.Conversation;

/// <summary>Reads at home what another region took without reading it. Pure.</summary>
internal static class Unreads
{
    /// <summary>Reads messages in the order of their stamps, each as the late message that it is and to the question that was open when it came.</summary>
    /// <param name="messages">Each with its event, opened; null for one that nobody can open any more, whose question is open again.</param>
    public static UnreadResult Read(
        ConversationState state, ConversationId conversation, IReadOnlyList<(UnreadMessage Message, InboundEvent? Event)> messages,
        IConversationScript script, RegionId region, TimeSpan humanFor)
    {
        var lastAsked = LastAsked(state);
        var undecided = MaskedTurn.Next(state, script).Step == MaskedStep.Undecided;
        var epoch = state.Session.Epoch;
        var session = epoch;
        Dictionary<string, OutboundMessage> whys = new(StringComparer.Ordinal);
        Dictionary<string, MessageId> about = new(StringComparer.Ordinal);
        Dictionary<MessageId, string> faults = [];
        foreach (var (message, inboundEvent) in messages.OrderBy(item => item.Message.Stamp))
        {
            if (message.Question is { } question)
            {
                about[question] = message.Stamp.Message;
                whys.Remove(question);
            }

            if (inboundEvent is not null)
            {
                try
                {
                    (state, var why) = ReadOne(state, message, inboundEvent, script, region, humanFor);
                    if (why is not null)
                    {
                        whys[message.Question!] = why;
                    }
                }
#pragma warning disable CA1031 // As in a turn: a script is somebody else's code. What it cannot take is no answer, and must not keep home from the rest.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    faults[message.Stamp.Message] = $"Script {script.Name} cannot read it: {exception.GetType().Name}.";
                }
            }

            if (state.Session.Epoch != session)
            {
                // What was asked before it is over.
                session = state.Session.Epoch;
                whys.Clear();
                about.Clear();
            }

            state = state.Keep(message.AsRead());
        }

        (state, var edited) = Amendments.Settle(state, script);
        var answers = state.AnswersBefore();
        var open = script.NextQuestion(answers);
        var closes = open is null && (undecided || EndedUnsaid(messages, script, answers));
        if ((open == lastAsked && !closes) || state.Handover is { Human: true } || state.Session.Epoch == 0)
        {
            return new(state, null, faults);
        }

        var restarted = state.Session.Epoch != epoch;
        var newest = messages.Max(item => item.Message.Stamp);
        OutboundMessage[] says = restarted ? [.. script.Greet()]
            : open is not null && whys.TryGetValue(open, out var reason) ? [reason]
            : edited is not null ? [edited]
            : [];
        var by = open is not null && about.TryGetValue(open, out var rejected) ? rejected : newest.Message;
        return new(state, new Correction(conversation, by, newest, lastAsked, says, Closes: open is null), faults);
    }

    /// <summary>Says what has to be said, alone. Again it says nothing.</summary>
    public static ConversationState Say(ConversationState state, Correction correction, IConversationScript script, RegionId region)
    {
        if (state.Handover is { Human: true } || state.Replies.ContainsKey(ReplyId.Of(correction.Conversation, correction.Id, part: 0)))
        {
            return state;
        }

        // Behind the newest message and what was said to it: it is the newest word, and overtakes what was asked elsewhere.
        var answers = state.AnswersBefore();
        var open = script.NextQuestion(answers);
        var newest = Stamp.Max(state.Newest ?? correction.Until, correction.Until);
        var place = new Stamp(newest.Time, newest.Order + 1, correction.Id);
        return TurnEngine.Reply(
            state with { Newest = place }, correction.Conversation, correction.Id, place, [.. correction.Says, .. script.Ask(open, answers)], open, region);
    }

    // Where the last question was answered away from home, the end was said there with no answer in it.
    private static bool EndedUnsaid(
        IReadOnlyList<(UnreadMessage Message, InboundEvent? Event)> messages, IConversationScript script, ScriptAnswers answers) =>
        messages.Any(item => item.Message.Question is not null)
        && !script.Ask(null, answers).Select(said => said.Text).SequenceEqual(script.Ask(null, ScriptAnswers.None).Select(said => said.Text), StringComparer.Ordinal);

    private static string? LastAsked(ConversationState state) =>
        state.Replies.Values.Where(reply => !HeldNotice.Is(reply)).OrderBy(reply => reply.Stamp).ThenBy(reply => reply.Part).LastOrDefault()?.Asks;

    private static (ConversationState State, OutboundMessage? Why) ReadOne(
        ConversationState state, UnreadMessage message, InboundEvent inboundEvent, IConversationScript script, RegionId region, TimeSpan humanFor)
    {
        var stamp = message.Stamp;
        if (inboundEvent.Echo is { } echo)
        {
            return (Handovers.NoteRead(state, inboundEvent, echo, stamp, region.Name, humanFor), null);
        }

        if (inboundEvent.Message is not { } said || Amendments.Current(state, inboundEvent, said) is not { } current)
        {
            // Deleted before it was read.
            return (state, null);
        }

        state = state.Say(TranscriptEntry.Of(stamp, 0, region.Name, $"user: {TurnEngine.Line(current)}"));
        if (current.Identity is { } ids)
        {
            state = state with { Address = Identities.AddressAfter(state.Address, inboundEvent, ids, stamp) };
            state = Identities.NewHome(inboundEvent.Conversation, ids) is { } home ? state.MoveTo(new Moved(stamp with { Order = 0 }, home.Key, MoveKind.GivenUp)) : state;
        }

        if (MessageKinds.IsAmendment(current.Type))
        {
            return (Amendments.Note(state, inboundEvent, current), null);
        }

        var speaker = Handovers.SpeakerFor(state, current, stamp, script, humanFor);
        if (current.Type == MessageKinds.System || speaker == Speaker.Human || state.Session.Epoch == 0 || stamp <= state.Session.StartedBy)
        {
            return (state, null);
        }

        var (read, replies, closes) = TurnEngine.Read(state, current, stamp, script, speaker, new Asked(message.Question));
        return (read, message.Question is not null && !closes && replies is [var why] ? why : null);
    }
}
