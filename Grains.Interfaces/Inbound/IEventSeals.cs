using OrleansFailover.Grains.Interfaces.Conversation;

namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>Seals the events of restricted senders for their home, and opens them there. Safe for concurrent use.</summary>
public interface IEventSeals
{
    /// <summary>True when this region may apply an event: it is open, or this region is home to what is sealed. No I/O.</summary>
    bool IsForHere(InboundEvent inboundEvent);

    /// <summary>
    /// The event as it may be kept outside its home: without what it says. An event of a free sender, a status, and one that is sealed are returned as they are. No I/O.
    /// </summary>
    /// <param name="key">The public half of the conversation's key where it is known: then <c>forget</c> makes it unreadable. Null: the zone's key.</param>
    InboundEvent Seal(InboundEvent inboundEvent, ContentKey? key = null);

    /// <summary>The event with what it says; an event that is not sealed as it is. Throws nothing but for the token.</summary>
    ValueTask<OpenedEvent> OpenAsync(InboundEvent inboundEvent, CancellationToken cancellationToken);
}
