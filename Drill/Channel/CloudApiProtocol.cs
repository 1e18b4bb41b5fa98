namespace OrleansFailover.Drill.Channel;

/// <summary>The webhooks of the Cloud API. A status names the ids that the user's latest message showed.</summary>
internal sealed class CloudApiProtocol(ChannelOptions options, UserDirectory users) : IChannelProtocol
{
    private readonly WebhookSigner _signer = new(options.Secrets.AppSecret);

    public IReadOnlyList<byte[]> OfMessages(IReadOnlyList<CustomerMessage> messages) => [WebhookBody.OfMessages(options.Number, messages)];

    public ShownIds ShownOf(CustomerMessage message) => message.Shows;

    public byte[] OfStatus(AcceptedSend send, string status, DateTimeOffset time) =>
        WebhookBody.OfStatus(options.Number, send, users.Shown(send), status, time);

    public byte[] OfFailure(AcceptedSend send, int code, DateTimeOffset time) => WebhookBody.OfFailure(options.Number, send, code, time);

    public byte[]? OfOwn(AcceptedSend send, DateTimeOffset time) => null;

    public (string Name, string Value) Sign(byte[] body) => (WebhookSigner.Header, _signer.Sign(body));
}
