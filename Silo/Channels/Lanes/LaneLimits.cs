namespace OrleansFailover.Silo.Channels.Lanes;

/// <summary>What a channel takes of one sender.</summary>
internal sealed record LaneLimits
{
    /// <summary>The channel, in metrics.</summary>
    public required string Channel { get; init; }

    /// <summary>How many messages one user may get at once.</summary>
    public required int PairBurst { get; init; }

    /// <summary>The time of one more.</summary>
    public required TimeSpan PairInterval { get; init; }

    /// <summary>How many messages a number may send at once.</summary>
    public required int NumberBurst { get; init; }

    /// <summary>The time of one more; zero: no pace but the one the channel asks for.</summary>
    public required TimeSpan NumberInterval { get; init; }

    /// <summary>The first wait after the channel refused for the number's pace; it doubles with each refusal.</summary>
    public required TimeSpan NumberRetryDelay { get; init; }

    /// <summary>How long a number is left alone before one reply is tried, when its account was refused.</summary>
    public required TimeSpan PauseInterval { get; init; }
}
