namespace OrleansFailover.Grains.Interfaces.Outbound;

/// <summary>Hands a reply to the channel.</summary>
public interface IReplySender
{
    /// <summary>
    /// Sends one reply. Retries inside what certainly did not reach the channel; what may have reached it is never tried again but
    /// answered with <see cref="SendOutcome.Unknown"/>.
    /// </summary>
    Task<SendResult> SendAsync(OutboundReply reply, CancellationToken cancellationToken);
}
