using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Grains.Interfaces.FailoverEvents;

/// <summary>One routing decision that was not "primary, at once".</summary>
public sealed record FailoverEvent
{
    public required FailoverStatus Status { get; init; }

    /// <summary>The first message of what was decided about; the default where none can be read. It leaves the process as a pseudonym only.</summary>
    public MessageId Message { get; init; }

    /// <summary>The region that was preferred.</summary>
    public required RegionId PrimaryRegion { get; init; }

    /// <summary>The region that it went to or stays in; null where none took it.</summary>
    public RegionId? TargetRegion { get; init; }

    /// <summary>From the arrival to the outcome of the decision. Not negative.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>What residency asked.</summary>
    public ComplianceMode Compliance { get; init; }

    /// <summary>When the outcome was known.</summary>
    public required DateTimeOffset Time { get; init; }
}
