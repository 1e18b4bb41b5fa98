using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Conversation;

/// <summary>A pending event and when this region got its copy; null when that is not known.</summary>
internal sealed record ArrivedEvent(InboundEvent Event, DateTimeOffset? KeptAt);
