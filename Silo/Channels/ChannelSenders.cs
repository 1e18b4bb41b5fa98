using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Silo.Channels;

/// <summary>Hands each reply to the sender of its conversation's channel. The conversation knows of one sender alone.</summary>
internal sealed class ChannelSenders(IServiceProvider services) : IReplySender
{
    public Task<SendResult> SendAsync(OutboundReply reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return Find(reply.Conversation) is { } sender
            ? sender.SendAsync(reply, cancellationToken)
            : Task.FromResult(new SendResult(SendOutcome.Rejected, Reason: "unknown-channel"));
    }

    public Task AcknowledgeAsync(ConversationId conversation, MessageId message, CancellationToken cancellationToken) =>
        Find(conversation)?.AcknowledgeAsync(conversation, message, cancellationToken) ?? Task.CompletedTask;

    private IReplySender? Find(ConversationId conversation) => services.GetKeyedService<IReplySender>(conversation.Channel);
}
