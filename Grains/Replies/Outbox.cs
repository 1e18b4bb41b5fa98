using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Replies;

/// <summary>
/// Sends the replies of one conversation and settles the ones in doubt. Lives with the activation: what it remembers (how long a reply has
/// been in doubt, and that one certainly never left) is of use only there.
/// </summary>
internal sealed class Outbox(ConversationId id, IReplySender sender, TimeProvider time, ConversationMetrics metrics, ILogger logger)
{
    private readonly Dictionary<string, long> doubtSince = [];
    private readonly HashSet<string> certainlyNotSent = [];

    /// <summary>Sends replies that this turn made, in order. They are kept as <see cref="ReplyStatus.Sending"/> already.</summary>
    public async Task<ConversationState> SendAsync(ConversationState state, IReadOnlySet<string> fresh, CancellationToken cancellationToken)
    {
        var order = state.Replies.Where(reply => fresh.Contains(reply.Key) && reply.Value.IsOpen())
            .OrderBy(reply => reply.Value.Stamp).ThenBy(reply => reply.Value.Part).Select(reply => reply.Key).ToList();
        foreach (var replyId in order)
        {
            state = await SendOneAsync(state, replyId, cancellationToken);
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

        return open;
    }

    /// <summary>Takes the next step for each reply in doubt.</summary>
    public async Task<ConversationState> SettleAsync(
        ConversationState state, IReadOnlyList<string> doubts, IReadOnlyDictionary<MessageId, ClaimOutcome> claims, TimeSpan bound, CancellationToken cancellationToken)
    {
        var newest = state.Replies.Values.Max(reply => reply.Stamp);
        foreach (var replyId in doubts)
        {
            var reply = state.Replies[replyId];
            var age = time.GetElapsedTime(doubtSince[replyId]);
            var claim = claims.GetValueOrDefault(reply.InReplyTo, ClaimOutcome.Undecided);
            switch (DoubtPolicy.Decide(reply, claim, newest, age, certainlyNotSent.Contains(replyId) ? TimeSpan.Zero : bound))
            {
                case DoubtStep.Supersede:
                    metrics.DoubtSettled("superseded");
                    state = state.Put(replyId, reply.Raise(ReplyStatus.Superseded));
                    break;
                case DoubtStep.Send:
                    metrics.DoubtSettled("sending");
                    logger.DoubtSent(id, replyId, age);
                    state = await SendOneAsync(state, replyId, cancellationToken);
                    break;
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

        var result = await sender.SendAsync(new OutboundReply(id, replyId, state.Address, reply.Content, reply.InReplyTo), cancellationToken);
        metrics.ReplySent(result.Outcome.ToString());
        if (result.Outcome != SendOutcome.Accepted)
        {
            logger.ReplyNotSent(id, replyId, result.Outcome.ToString(), result.Reason);
        }

        switch (result.Outcome)
        {
            case SendOutcome.Accepted:
                return state.Put(replyId, reply.Raise(ReplyStatus.Sent) with { ChannelMessageId = result.ChannelMessageId });
            case SendOutcome.Rejected:
                return state.Put(replyId, reply.Raise(ReplyStatus.Failed) with { Failure = result.Reason });
            case SendOutcome.NotSent:
                certainlyNotSent.Add(replyId);
                return state;
            default:
                // In doubt from now on: the bound counts from this attempt.
                certainlyNotSent.Remove(replyId);
                doubtSince[replyId] = time.GetTimestamp();
                return state;
        }
    }
}
