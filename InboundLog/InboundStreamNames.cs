using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.InboundLog;

/// <summary>The names of the stream that brings events to their conversations.</summary>
public static class InboundStreamNames
{
    /// <summary>The stream namespace to which conversations subscribe implicitly.</summary>
    public const string Namespace = "inbound";

    /// <summary>The stream of one conversation.</summary>
    public static StreamId Of(ConversationId conversation) => StreamId.Create(Namespace, conversation.Key);
}
