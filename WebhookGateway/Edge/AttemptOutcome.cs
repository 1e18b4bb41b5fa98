namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>What became of sending a webhook to one region.</summary>
internal enum AttemptOutcome
{
    Running,

    /// <summary>2xx: the region took it.</summary>
    Taken,

    /// <summary>400, 401, 403 or 413: the webhook itself is wrong, and any region would say so.</summary>
    Refused,

    /// <summary>No connection was made: the region does not have the webhook.</summary>
    Unreachable,

    /// <summary>The connection broke: the region may have the webhook.</summary>
    Broken,

    /// <summary>Another status, or no answer in time: the region may have the webhook.</summary>
    Failed,
}
