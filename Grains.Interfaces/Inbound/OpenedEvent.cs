namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <param name="Event">The open event; null unless it is <see cref="EventOpening.Opened"/>.</param>
public readonly record struct OpenedEvent(EventOpening Opening, InboundEvent? Event);
