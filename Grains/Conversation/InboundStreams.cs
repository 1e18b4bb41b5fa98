namespace OrleansFailover.Grains.Conversation;

/// <summary>The stream over which a conversation gets its events; the stream key is the conversation key.</summary>
public static class InboundStreams
{
    public const string Namespace = "inbound";
}
