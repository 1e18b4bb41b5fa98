namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>A fault for the next document operations of this region.</summary>
public sealed record CosmosFault
{
    /// <summary>What happens. Default <see cref="CosmosFaultKind.Answer"/>.</summary>
    public CosmosFaultKind Kind { get; init; }

    /// <summary>Status to answer, for the kinds that answer. Default 503. Range 400 to 599.</summary>
    public int Status { get; init; } = StatusCodes.Status503ServiceUnavailable;

    /// <summary>Sub-status to answer. Default 0: none.</summary>
    public int SubStatus { get; init; }

    /// <summary>How many operations it hits. Default null: all, until cleared. At least 1.</summary>
    public int? Count { get; init; }

    /// <summary>Operations it hits. Default null or empty: all.</summary>
    public IReadOnlyList<CosmosOperation>? Operations { get; init; }

    /// <summary>Wait before anything happens. Default zero.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Told with status 429. Default 10 ms.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(10);
}
