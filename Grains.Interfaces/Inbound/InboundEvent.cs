using System.Text.Json.Serialization;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>
/// One thing that happened to one conversation: a message of the user, a delivery status of a reply, or what a person of the business wrote
/// from its own app. The gateway splits a webhook into
/// these; the inbound log, the pending copies and the dead letters keep them; a turn applies them.
/// Exactly one of <see cref="Message"/>, <see cref="Status"/>, <see cref="Echo"/> and <see cref="Sealed"/> is set.
/// </summary>
[GenerateSerializer, Immutable, Alias("inbound-event")]
public sealed record InboundEvent
{
    [Id(0)]
    public required ConversationId Conversation { get; init; }

    /// <summary>The id under which the event counts once.</summary>
    [Id(1)]
    public required MessageId Id { get; init; }

    /// <summary>When the channel says it happened. WhatsApp gives whole seconds.</summary>
    [Id(2)]
    public required DateTimeOffset ChannelTime { get; init; }

    /// <summary>Who wrote, or to whom the reply of the status went.</summary>
    [Id(3)]
    public Sender? Sender { get; init; }

    [Id(4)]
    public MessageContent? Message { get; init; }

    [Id(5)]
    public StatusUpdate? Status { get; init; }

    /// <summary>How the event came in: which region acked it, when, and on which way.</summary>
    [Id(6)]
    public required Receipt Receipt { get; init; }

    /// <summary>What a person of the business wrote to the user, past this system. Never answered.</summary>
    [Id(7)]
    public MessageContent? Echo { get; init; }

    /// <summary>Stands in the place of a message or an echo, and of the sender's name, where only home may read them. A turn opens it first.</summary>
    [Id(8)]
    public SealedContent? Sealed { get; init; }

    /// <summary>The channel's own id of a message where <see cref="Id"/> is a mask of it; content, for it can have the user's phone number inside.</summary>
    [Id(9)]
    public string? ChannelId { get; init; }

    /// <summary>True for a restricted sender whose rule leaves every answer to home, also while home is down.</summary>
    [Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HomeOnly { get; init; }
}
