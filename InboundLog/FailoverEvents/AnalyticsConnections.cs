namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>The logs whose topic gets the failover events, in the order of preference.</summary>
internal sealed record AnalyticsConnections(IReadOnlyList<InboundLogOptions> Logs);
