using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Replies;

/// <summary>
/// Sends the replies of one conversation, in order, and settles the ones in doubt. Lives with the activation: what it remembers (how long a reply
/// has been in doubt, and that one certainly never left) is of use only there.
/// </summary>
internal sealed class Outbox(
    ConversationId id, IReplySender sender, ContentReader contents, OutboundTemplate? template, TimeProvider time, ConversationMetrics metrics, ILogger logger)
{
    private readonly Dictionary<string, long> doubtSince = [];

    // Each with the time for which it is of no use to try again.
    private readonly Dictionary<string, TimeSpan> certainlyNotSent = [];

    /// <summary>
    /// Sends replies that this turn made, in order. They are kept as <see cref="ReplyStatus.Sending"/> already. Behind one that did not certainly
    /// go, the other replies to the same message wait: they are taken up with it.
    /// </summary>
    public async Task<ConversationState> SendAsync(ConversationState state, IReadOnlySet<string> fresh, CancellationToken cancellationToken)
    {
        var order = state.Replies.Where(reply => fresh.Contains(reply.Key) && reply.Value.IsOpen())
            .OrderBy(reply => reply.Value.Stamp).ThenBy(reply => reply.Value.Part).Select(reply => reply.Key).ToList();
        HashSet<MessageId> waiting = [];
        foreach (var replyId in order)
        {
            var message = state.Replies[replyId].InReplyTo;
            if (waiting.Contains(message))
            {
                Defer(replyId);
                continue;
            }

            state = await SendOneAsync(state, replyId, cancellationToken);
            if (IsOpen(state, replyId))
            {
                waiting.Add(message);
            }
        }

        return state;
    }

    /// <summary>
    /// The replies of this conversation that are open now; each is remembered from the first time it was seen so. What was taken in from another
    /// id of the user is settled there, where the claims of its messages are.
    /// </summary>
    public IReadOnlyList<string> Doubts(ConversationState state)
    {
        var open = state.Replies.Where(reply => reply.Value.IsOpen() && reply.Key == ReplyId.Of(id, reply.Value.InReplyTo, reply.Value.Part)).OrderBy(reply => reply.Value.Stamp).ThenBy(reply => reply.Value.Part)
            .Select(reply => reply.Key).ToList();
        foreach (var settled in doubtSince.Keys.Except(open).ToList())
        {
            doubtSince.Remove(settled);
            certainlyNotSent.Remove(settled);
        }

        foreach (var replyId in open)
        {
            doubtSince.TryAdd(replyId, time.GetTimestamp());
        }

        metrics.RepliesUnsent(id, open.Count > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(open.Min(replyId => state.Replies[replyId].Stamp.Time)) : null);
        return open;
    }

    /// <summary>Notes that a reply was not tried at all, so that nothing is in doubt about it: it leaves as soon as it may.</summary>
    public void Defer(string replyId) => certainlyNotSent[replyId] = TimeSpan.Zero;

    /// <summary>Takes the next step for each reply in doubt.</summary>
    public async Task<ConversationState> SettleAsync(
        ConversationState state, IReadOnlyList<string> doubts, IReadOnlyDictionary<MessageId, ClaimOutcome> claims, TimeSpan bound, CancellationToken cancellationToken)
    {
        HashSet<MessageId> waiting = [];
        foreach (var replyId in doubts)
        {
            if (!state.Replies.TryGetValue(replyId, out var reply))
            {
                continue;
            }

            var age = time.GetElapsedTime(doubtSince[replyId]);
            var claim = claims.GetValueOrDefault(reply.InReplyTo, ClaimOutcome.Undecided);
            var isOvertaken = Overtaking.IsOvertaken(state, reply, besides: ImmutableHashSet<string>.Empty);
            switch (DoubtPolicy.Decide(reply, claim, isOvertaken, age, certainlyNotSent.TryGetValue(replyId, out var pause) ? pause : bound))
            {
                case DoubtStep.Supersede:
                    metrics.DoubtSettled("superseded");
                    state = state.Put(replyId, reply.Raise(ReplyStatus.Superseded));
                    break;
                case DoubtStep.Send when !waiting.Contains(reply.InReplyTo):
                    if (!certainlyNotSent.ContainsKey(replyId))
                    {
                        metrics.DoubtSettled("sending");
                        logger.DoubtSent(id, replyId, age);
                    }

                    state = await SendOneAsync(state, replyId, cancellationToken);
                    break;
            }

            // Replies to one message leave in order.
            if (IsOpen(state, replyId))
            {
                waiting.Add(reply.InReplyTo);
            }
        }

        return state;
    }

    private async Task<ConversationState> SendOneAsync(ConversationState state, string replyId, CancellationToken cancellationToken)
    {
        var reply = state.Replies[replyId];
        if (reply.Content is null || state.Address is null)
        {
            return state;
        }

        var (opening, content) = await contents.OpenAsync(reply, cancellationToken);
        if (content is null)
        {
            // Nobody can say it any more, or not now: then it certainly did not leave here.
            var unopened = opening == EventOpening.Never ? new SendResult(SendOutcome.Rejected, Reason: "sealed") : new SendResult(SendOutcome.NotSent, Reason: "sealed");
            logger.ReplyNotSent(id, replyId, unopened.Outcome.ToString(), unopened.Reason);
            return Note(state, replyId, reply, unopened);
        }

        var result = await AttemptAsync(state, replyId, reply, content, cancellationToken);
        if (result.Outcome == SendOutcome.OutsideWindow && template is not null && content.Kind != OutboundKind.Template)
        {
            // One template for all that was to be said: the last part is the one that asks.
            if (state.Replies.Values.Any(other => other.InReplyTo == reply.InReplyTo && other.Part > reply.Part && other.IsOpen()))
            {
                return state.Put(replyId, reply.Raise(ReplyStatus.Superseded) with { Failure = result.Reason });
            }

            metrics.TemplateUsed();
            result = await AttemptAsync(state, replyId, reply, TemplateReply.Of(template, content), cancellationToken);
        }

        return Note(state, replyId, reply, result);
    }

    private async Task<SendResult> AttemptAsync(
        ConversationState state, string replyId, ReplyRecord reply, OutboundMessage content, CancellationToken cancellationToken)
    {
        using var span = ConversationTraces.Reply();
        var result = await sender.SendAsync(
            new OutboundReply(id, replyId, state.Address!, content, reply.InReplyTo)
            {
                // Not the newest of the state: that may be a person of the business, who opens no window.
                LastHeard = DateTimeOffset.FromUnixTimeMilliseconds(state.Address!.Stamp.Time),
            },
            cancellationToken);
        metrics.ReplySent(result.Outcome.ToString());
        span?.SetTag("reply.outcome", result.Outcome.ToString());
        if (result.RetryAfter is { } wait)
        {
            logger.ReplyWaits(id, replyId, wait, result.Reason);
        }
        else if (result.Outcome is not (SendOutcome.Accepted or SendOutcome.OutsideWindow))
        {
            logger.ReplyNotSent(id, replyId, result.Outcome.ToString(), result.Reason);
        }

        return result;
    }

    private ConversationState Note(ConversationState state, string replyId, ReplyRecord reply, SendResult result)
    {
        switch (result.Outcome)
        {
            case SendOutcome.Accepted:
                return state.Put(replyId, reply.Raise(ReplyStatus.Sent) with { ChannelMessageId = result.ChannelMessageId });
            case SendOutcome.Rejected:
                return state.Put(replyId, reply.Raise(ReplyStatus.Failed) with { Failure = result.Reason });
            case SendOutcome.OutsideWindow:
                var reason = result.Reason ?? "outside-window";
                metrics.ReplyHeld(reason);
                logger.ReplyHeld(id, replyId, reason);
                return state.Put(replyId, reply with { Held = reason });
            case SendOutcome.NotSent:
                certainlyNotSent[replyId] = result.RetryAfter ?? TimeSpan.Zero;
                break;
            default:
                // In doubt from now on: the bound counts from this attempt.
                certainlyNotSent.Remove(replyId);
                break;
        }

        doubtSince[replyId] = time.GetTimestamp();
        return state;
    }

    private static bool IsOpen(ConversationState state, string replyId) => state.Replies.TryGetValue(replyId, out var reply) && reply.IsOpen();
}
