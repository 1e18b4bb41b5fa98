using OrleansFailover.Grains.Interfaces.Conversation;

namespace OrleansFailover.Grains.Interfaces.Tests.Conversation;

/// <summary>An answer as builds that knew no pieces sent it.</summary>
[GenerateSerializer, Alias("test-old-answer")]
public sealed record OldAnswer([property: Id(0)] Stamp Stamp, [property: Id(1)] string? Value, [property: Id(2)] Stamp? Edited = null);
