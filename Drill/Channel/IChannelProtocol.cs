namespace OrleansFailover.Drill.Channel;

/// <summary>What the webhooks of one channel look like.</summary>
internal interface IChannelProtocol
{
    /// <summary>Several messages in one webhook, or the several webhooks that the channel makes of them.</summary>
    IReadOnlyList<byte[]> OfMessages(IReadOnlyList<CustomerMessage> messages);

    /// <summary>The ids of its user that a message shows on this channel.</summary>
    ShownIds ShownOf(CustomerMessage message);

    byte[] OfStatus(AcceptedSend send, string status, DateTimeOffset time);

    byte[] OfFailure(AcceptedSend send, int code, DateTimeOffset time);

    /// <summary>What the channel tells of an accepted send, beside its statuses; null for nothing.</summary>
    byte[]? OfOwn(AcceptedSend send, DateTimeOffset time);

    /// <summary>The header that shows who sends.</summary>
    (string Name, string Value) Sign(byte[] body);
}
