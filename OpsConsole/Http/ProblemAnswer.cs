namespace OrleansFailover.OpsConsole.Http;

/// <summary>What a host says of a request that failed (RFC 9457).</summary>
internal sealed record ProblemAnswer(string? Title, string? Detail);
