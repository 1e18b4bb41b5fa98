using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

/// <summary>What an element turned out to be: an event, no event for a reason, or nothing to keep.</summary>
internal readonly record struct WasenderRead(InboundEvent? Event, string? Reason)
{
    /// <summary>Not for a conversation, and nothing that anybody would look for: our own message, a status of a contact's day.</summary>
    public static WasenderRead Dropped => default;

    public static WasenderRead Rejected(string reason) => new(null, reason);

    public static WasenderRead Of(InboundEvent inboundEvent) => new(inboundEvent, null);
}
