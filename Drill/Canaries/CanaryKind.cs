namespace OrleansFailover.Drill.Canaries;

/// <summary>What of a customer a canary stands for.</summary>
internal enum CanaryKind
{
    /// <summary>What the customer said: messages and answers.</summary>
    Text,

    /// <summary>The profile name.</summary>
    Name,

    /// <summary>The phone number; message ids have it inside.</summary>
    Phone,

    /// <summary>The business-scoped id.</summary>
    UserId,
}
