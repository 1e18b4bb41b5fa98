using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.Grains.Replies;

/// <summary>What a turn that comes late may still say.</summary>
internal static class LateReplies
{
    /// <summary>
    /// Sorts the replies of a turn after another look: those whose events another region took over are left in doubt, those older than a reply
    /// of another turn are superseded, the rest is to be sent.
    /// </summary>
    public static (ConversationState State, HashSet<string> Send) Sort(
        ConversationState state, IReadOnlySet<string> fresh, IReadOnlyDictionary<MessageId, ClaimOutcome> claims)
    {
        HashSet<string> send = [];
        foreach (var replyId in fresh)
        {
            var reply = state.Replies[replyId];
            if (!reply.IsOpen() || claims.GetValueOrDefault(reply.InReplyTo, ClaimOutcome.Ours) == ClaimOutcome.Theirs)
            {
                continue;
            }

            if (Overtaking.IsOvertaken(state, reply, besides: fresh))
            {
                state = state.Put(replyId, reply.Raise(ReplyStatus.Superseded));
            }
            else
            {
                send.Add(replyId);
            }
        }

        return (state, send);
    }
}
