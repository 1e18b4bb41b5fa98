namespace OrleansFailover.Simulation.Redis;

/// <summary>What one key holds. Exactly one of the three forms is used.</summary>
internal sealed class RedisItem
{
    public byte[]? Text { get; set; }

    /// <summary>A hash; its fields in the order in which they were first set.</summary>
    public OrderedDictionary<string, byte[]>? Fields { get; init; }

    public ScoreSet? Scores { get; init; }

    /// <summary>By the server's clock in µs, or null for never.</summary>
    public long? ExpiresAt { get; set; }

    public bool IsEmpty => Fields is { Count: 0 } || Scores is { Count: 0 };
}
