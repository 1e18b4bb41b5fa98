namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>What the edge knows of a region, in the order in which it is preferred.</summary>
internal enum RegionHealth
{
    /// <summary>Its last probe succeeded, and it has been so for long enough.</summary>
    Healthy = 0,

    /// <summary>Not probed to an end yet; taken as healthy.</summary>
    Unknown = 1,

    /// <summary>It was unhealthy, and its probes succeed again, but not for long enough.</summary>
    Returning = 2,

    /// <summary>A webhook could not be brought to it; the next probe decides.</summary>
    Suspect = 3,

    /// <summary>Its probes fail.</summary>
    Unhealthy = 4,
}
