using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>What the conversations of this silo do.</summary>
public sealed class ConversationMetrics
{
    public const string MeterName = "OrleansFailover.Conversation";

    private readonly ConcurrentDictionary<ConversationId, DateTimeOffset> unsent = new();
    private readonly Histogram<double> turns;
    private readonly Histogram<double> replied;
    private readonly Counter<long> retried;
    private readonly Counter<long> faulted;
    private readonly Counter<long> waited;
    private readonly Counter<long> duplicates;
    private readonly Counter<long> left;
    private readonly Counter<long> leftToHome;
    private readonly Counter<long> masked;
    private readonly Counter<long> unreadRead;
    private readonly Counter<long> heldNotices;
    private readonly Counter<long> unopened;
    private readonly Counter<long> contentUnopened;
    private readonly Counter<long> overtaken;
    private readonly Counter<long> sent;
    private readonly Counter<long> doubts;
    private readonly Counter<long> held;
    private readonly Counter<long> templates;
    private readonly Counter<long> failures;

    /// <param name="time">The clock that ages are told by.</param>
    public ConversationMetrics(IMeterFactory meters, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(meters);
        ArgumentNullException.ThrowIfNull(time);
        var meter = meters.Create(MeterName);
        turns = meter.CreateHistogram<double>("conversation.turn.duration", "s", "From the event's arrival in the grain to its replies recorded as sent.");
        replied = meter.CreateHistogram<double>("conversation.reply.latency", "s", "From the ack of a message to the channel having taken a reply to it, by the clocks of two hosts.");
        retried = meter.CreateCounter<long>("conversation.turn.retries", "{turn}", "Turns run again after a lost ETag or an unknown write.");
        faulted = meter.CreateCounter<long>("conversation.turn.faults", "{turn}", "Turns that failed for a fault of their event or of the state, after which the event goes back to the log.");
        waited = meter.CreateCounter<long>("conversation.turn.waits", "{wait}", "Looks that found an earlier event still with another region, or no claim yet.");
        duplicates = meter.CreateCounter<long>("conversation.event.duplicates", "{event}", "Events dropped because they had been applied before.");
        left = meter.CreateCounter<long>("conversation.event.left", "{event}", "Events left to another living region that claimed them.");
        leftToHome = meter.CreateCounter<long>("conversation.event.left_to_home", "{event}", "Sealed events left to the home of their sender.");
        masked = meter.CreateCounter<long>("conversation.event.masked", "{event}", "Sealed events that a region which is no home took from metadata alone, because no home was up.");
        unreadRead = meter.CreateCounter<long>("conversation.unread.read", "{event}", "Events taken that way that home has read, by whether they could be opened.");
        heldNotices = meter.CreateCounter<long>("conversation.held.notices", "{reply}", "Neutral replies to senders whose messages are held for a home that is down.");
        unopened = meter.CreateCounter<long>("conversation.event.unopened", "{event}", "Sealed events that were to be applied and could not be opened, by whether they ever can.");
        contentUnopened = meter.CreateCounter<long>("conversation.content.unopened", "{piece}", "Sealed answers, edits and replies of a state that were to be opened and could not be, by whether they ever can.");
        overtaken = meter.CreateCounter<long>("conversation.reply.overtaken", "{reply}", "Replies of a turn so slow that another region had taken its events, or had answered later ones, before they were sent.");
        sent = meter.CreateCounter<long>("conversation.reply.sends", "{reply}", "Attempts to send a reply, by outcome.");
        doubts = meter.CreateCounter<long>("conversation.reply.doubts", "{reply}", "Replies in doubt, by how the doubt was settled.");
        held = meter.CreateCounter<long>("conversation.reply.held", "{reply}", "Replies kept and not sent, by reason.");
        templates = meter.CreateCounter<long>("conversation.reply.templates", "{reply}", "Replies said through the script's template, because the user's last message was too long ago.");
        failures = meter.CreateCounter<long>("conversation.reply.failures", "{reply}", "Replies that the channel took and then could not deliver, by its error code.");
        meter.CreateObservableGauge("conversation.outbox.age", () => OldestUnsent(time.GetUtcNow()), "s", "How long ago the message came, by the channel's clock, whose reply has been waiting longest in this silo; 0 for none.");
    }

    public void TurnTaken(TimeSpan duration) => turns.Record(duration.TotalSeconds);

    /// <summary>The channel took the first reply to a message.</summary>
    public void MessageReplied(TimeSpan after) => replied.Record(Math.Max(0, after.TotalSeconds));

    /// <summary>What of a conversation's replies has not been taken by the channel yet.</summary>
    /// <param name="oldest">When the message came that the oldest of them answers; null for none, or when this silo does not look after them any more.</param>
    public void RepliesUnsent(ConversationId conversation, DateTimeOffset? oldest)
    {
        if (oldest is { } since)
        {
            unsent[conversation] = since;
        }
        else
        {
            unsent.TryRemove(conversation, out _);
        }
    }

    public void TurnRetried() => retried.Add(1);

    public void TurnFaulted() => faulted.Add(1);

    public void TurnWaited() => waited.Add(1);

    public void DuplicateDropped() => duplicates.Add(1);

    public void EventLeft() => left.Add(1);

    public void EventsLeftToHome(int events) => leftToHome.Add(events);

    public void EventMasked() => masked.Add(1);

    public void UnreadRead(bool opened) => unreadRead.Add(1, new KeyValuePair<string, object?>("opened", opened));

    public void HeldNoticeSaid() => heldNotices.Add(1);

    public void EventUnopened(EventOpening opening) => unopened.Add(1, new KeyValuePair<string, object?>("opening", opening == EventOpening.Never ? "never" : "later"));

    public void ContentUnopened(EventOpening opening) => contentUnopened.Add(1, new KeyValuePair<string, object?>("opening", opening == EventOpening.Never ? "never" : "later"));

    public void RepliesOvertaken(long replies) => overtaken.Add(replies);

    public void ReplySent(string outcome) => sent.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public void DoubtSettled(string by) => doubts.Add(1, new KeyValuePair<string, object?>("by", by));

    public void ReplyHeld(string reason) => held.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public void TemplateUsed() => templates.Add(1);

    public void ReplyFailed(string failure) => failures.Add(1, new KeyValuePair<string, object?>("failure", failure));

    private double OldestUnsent(DateTimeOffset now)
    {
        var oldest = now;
        foreach (var (_, since) in unsent)
        {
            oldest = since < oldest ? since : oldest;
        }

        return (now - oldest).TotalSeconds;
    }
}
