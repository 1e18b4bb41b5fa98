using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Interfaces.Conversation;

/// <param name="Text">What was sealed; null unless it is <see cref="EventOpening.Opened"/>.</param>
public readonly record struct OpenedContent(EventOpening Opening, string? Text);
