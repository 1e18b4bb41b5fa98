using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>A reply on its way to the channel.</summary>
/// <param name="Conversation">The conversation it belongs to; its business number sends it.</param>
/// <param name="ReplyId">Our deterministic id; the channel echoes it in every delivery status.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Content">What it says.</param>
/// <param name="InReplyTo">The channel's id of the message it answers.</param>
public sealed record OutboundReply(ConversationId Conversation, string ReplyId, ReplyAddress Address, OutboundMessage Content, MessageId InReplyTo)
{
    /// <summary>The channel's time of the user's newest message; null when it is not known. Some channels take free replies only for a while after it.</summary>
    public DateTimeOffset? LastHeard { get; init; }
}
