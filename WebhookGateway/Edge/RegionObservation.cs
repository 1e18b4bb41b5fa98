namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>One thing that the edge saw of a region.</summary>
internal enum RegionObservation
{
    ProbeSucceeded,
    ProbeFailed,

    /// <summary>A webhook could not be connected, or its connection broke.</summary>
    ConnectionFailed,
}
