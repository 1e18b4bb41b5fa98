using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>The seals of a host that restricts nobody: it seals nothing, and what another host sealed is not for it.</summary>
public sealed class FreeSenders : IEventSeals, IContentSeals, IEventHandling
{
    public EventHandling Of(InboundEvent inboundEvent) => EventHandling.Leave;

    public bool IsForHere(InboundEvent inboundEvent) => inboundEvent.Sealed is null;

    public InboundEvent Seal(InboundEvent inboundEvent, ContentKey? key = null) => inboundEvent;

    public ValueTask<OpenedEvent> OpenAsync(InboundEvent inboundEvent, CancellationToken cancellationToken) =>
        ValueTask.FromResult(inboundEvent.Sealed is null ? new OpenedEvent(EventOpening.Opened, inboundEvent) : new OpenedEvent(EventOpening.NotHome, null));

    public bool IsRestricted(ConversationId conversation) => false;

    public bool IsHome(ConversationId conversation) => false;

    public ValueTask<ContentKey?> KeyAsync(ConversationId conversation, ContentKey? known, CancellationToken cancellationToken) => ValueTask.FromResult(known);

    public ContentPiece Seal(ConversationId conversation, MessageId message, string part, string text, ContentKey? key) =>
        throw new ArgumentException("A host without rules has no zone to seal for.", nameof(conversation));

    public bool IsForZone(ContentPiece piece) => false;

    public ValueTask<OpenedContent> OpenAsync(
        ConversationId conversation, MessageId message, string part, ContentPiece piece, CancellationToken cancellationToken) =>
        ValueTask.FromResult(new OpenedContent(EventOpening.NotHome, null));
}
