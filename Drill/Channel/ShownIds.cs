namespace OrleansFailover.Drill.Channel;

/// <summary>Which ids of a user a payload shows.</summary>
[Flags]
public enum ShownIds
{
    /// <summary>Neither; no payload of a user is so.</summary>
    None = 0,

    /// <summary>The phone number alone, as in payloads from before business-scoped ids.</summary>
    Phone = 1,

    /// <summary>The business-scoped id alone: the user hides the number.</summary>
    UserId = 2,

    /// <summary>Both.</summary>
    Both = Phone | UserId,
}
