namespace OrleansFailover.Grains.Conversation;

/// <summary>The question that a message was written to; null when none had been asked.</summary>
internal readonly record struct Asked(string? Question);
