using OrleansFailover.InboundLog.FailoverEvents;

namespace OrleansFailover.OpsConsole.Events;

/// <summary>Which failover events. What is not set does not narrow.</summary>
/// <param name="Statuses">Any of these.</param>
/// <param name="Region">The primary or the target.</param>
/// <param name="Text">A part of the message's pseudonym.</param>
/// <param name="From">At this time or later.</param>
internal sealed record EventFilter(IReadOnlyCollection<string> Statuses, string? Region, string? Text, DateTimeOffset? From)
{
    public bool Passes(FailoverEventLine line) =>
        (Statuses.Count == 0 || Statuses.Contains(line.Status))
        && (string.IsNullOrEmpty(Region) || line.PrimaryRegion == Region || line.TargetRegion == Region)
        && (string.IsNullOrWhiteSpace(Text) || line.MessageId.Contains(Text.Trim(), StringComparison.OrdinalIgnoreCase))
        && (From is not { } from || line.Timestamp >= from);
}
