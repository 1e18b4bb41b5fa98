namespace OrleansFailover.DeadLetters.Client;

/// <summary>What a gateway says of a request that failed (RFC 9457).</summary>
internal sealed record Problem(string? Title, string? Detail);
