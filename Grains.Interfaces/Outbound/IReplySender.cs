using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>Hands a reply to the channel.</summary>
public interface IReplySender
{
    /// <summary>
    /// Sends one reply. Retries inside what certainly did not reach the channel; what may have reached it is never tried again but
    /// answered with <see cref="SendOutcome.Unknown"/>.
    /// </summary>
    Task<SendResult> SendAsync(OutboundReply reply, CancellationToken cancellationToken);

    /// <summary>
    /// Shows the user that a message was taken, as far as the channel can: as read, and that an answer is on its way. A courtesy: never throws,
    /// never repeated, and bounded, for the turn waits for it before it replies. Showing a message twice changes nothing.
    /// </summary>
    Task AcknowledgeAsync(ConversationId conversation, MessageId message, CancellationToken cancellationToken) => Task.CompletedTask;
}
