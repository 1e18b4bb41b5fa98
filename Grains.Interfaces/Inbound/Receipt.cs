using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>How an event came in.</summary>
[GenerateSerializer, Immutable, Alias("receipt")]
public sealed record Receipt
{
    /// <summary>The region whose gateway acked it.</summary>
    [Id(0)]
    public required RegionId Region { get; init; }

    /// <summary>The gateway's clock. Joins never look at it; it only tells whether a pending event of the same channel second was here first.</summary>
    [Id(1)]
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How often the webhook crossed regions before: 0 or 1.</summary>
    [Id(2)]
    public int FailoverCount { get; init; }

    /// <summary>True when the webhook came here because the region that should have taken it could not be reached.</summary>
    [Id(3)]
    public bool PrimaryUnreachable { get; init; }

    /// <summary>The W3C trace parent of the webhook, so that a trace goes on over the log.</summary>
    [Id(4)]
    public string? TraceParent { get; init; }
}
