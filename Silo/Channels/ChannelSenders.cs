using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Residency.Masking;

namespace OrleansFailover.Silo.Channels;

/// <summary>
/// Hands each reply to the sender of its conversation's channel. The conversation knows of one sender alone, and of a restricted sender only masks: they are turned
/// back here, in memory, on the way out.
/// </summary>
internal sealed class ChannelSenders(IServiceProvider services) : IReplySender
{
    private readonly IdMask? mask = services.GetService<IdMask>();

    public async Task<SendResult> SendAsync(OutboundReply reply, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (Find(reply.Conversation) is not { } sender)
        {
            return new SendResult(SendOutcome.Rejected, Reason: "unknown-channel");
        }

        if (!MaskedId.IsMasked(reply.Address.Phone) && !MaskedId.IsMasked(reply.Address.UserId))
        {
            return await sender.SendAsync(reply, cancellationToken);
        }

        var address = new ReplyAddress(Reveal(reply.Address.Phone), Reveal(reply.Address.UserId), reply.Address.Stamp);
        if (address.Phone is null && address.UserId is null)
        {
            return new SendResult(SendOutcome.Rejected, Reason: "masked-recipient");
        }

        // The channel does not know the mask of a message, so none is quoted; and its id for the reply has the number inside.
        var result = await sender.SendAsync(reply with { Address = address, InReplyTo = default }, cancellationToken);
        return result.ChannelMessageId is { } channelMessageId ? result with { ChannelMessageId = mask!.OfMessage(channelMessageId) } : result;
    }

    public Task AcknowledgeAsync(ConversationId conversation, MessageId message, CancellationToken cancellationToken) =>
        MaskedId.IsMasked(message.Value) ? Task.CompletedTask : Find(conversation)?.AcknowledgeAsync(conversation, message, cancellationToken) ?? Task.CompletedTask;

    private IReplySender? Find(ConversationId conversation) => services.GetKeyedService<IReplySender>(conversation.Channel);

    private string? Reveal(string? userId) => userId is null ? null : mask?.TryReveal(userId);
}
