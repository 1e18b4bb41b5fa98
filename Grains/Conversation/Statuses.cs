using System.Globalization;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>Delivery statuses: they only raise the reply that they speak of, so repeated or swapped ones change nothing.</summary>
internal static class Statuses
{
    /// <summary>Raises the reply of a status; one of an unknown message is held until the message is known.</summary>
    public static ConversationState Apply(ConversationState state, InboundEvent inboundEvent, StatusUpdate status) =>
        Find(state, status.ReplyId, status.ChannelMessageId) is { } replyId
            ? Raise(state, replyId, status.ChannelMessageId, status.Status, status.ErrorCode)
            : Hold(state, new HeldStatus(
                inboundEvent.ChannelTime.ToUnixTimeMilliseconds(), status.ChannelMessageId, status.ReplyId, status.Status, status.ErrorCode));

    /// <summary>Applies the held statuses whose replies are known by now.</summary>
    public static ConversationState Settle(ConversationState state)
    {
        foreach (var held in state.HeldStatuses.Values)
        {
            if (Find(state, held.ReplyId, held.ChannelMessageId) is { } replyId)
            {
                state = Raise(state, replyId, held.ChannelMessageId, held.Status, held.ErrorCode);
            }
        }

        return state;
    }

    /// <summary>The reply that a status speaks of, or null when the state does not know it.</summary>
    public static string? Find(ConversationState state, string? replyId, string channelMessageId) =>
        replyId is not null && state.Replies.ContainsKey(replyId) ? replyId
        : state.Replies.FirstOrDefault(reply => reply.Value.ChannelMessageId == channelMessageId).Key;

    private static ConversationState Hold(ConversationState state, HeldStatus held)
    {
        var after = state.Hold(held);
        return after.HeldStatuses.SequenceEqual(state.HeldStatuses) ? state : after;
    }

    private static ConversationState Raise(ConversationState state, string replyId, string channelMessageId, ReplyStatus status, int? errorCode)
    {
        var reply = state.Replies[replyId];
        var raised = reply.Raise(status) with { ChannelMessageId = reply.ChannelMessageId ?? channelMessageId };
        if (status == ReplyStatus.Failed)
        {
            raised = raised with { Failure = reply.Failure ?? $"channel error {errorCode?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}" };
        }

        return raised == reply ? state : state with { Replies = state.Replies.SetItem(replyId, raised) };
    }
}
