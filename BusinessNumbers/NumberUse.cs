namespace OrleansFailover.BusinessNumbers;

/// <summary>What a host does with business numbers, and so which of their secrets it must have.</summary>
[Flags]
public enum NumberUse
{
    /// <summary>It takes webhooks: app secrets and verify tokens.</summary>
    Webhooks = 1,

    /// <summary>It sends replies: access tokens.</summary>
    Sending = 2,
}
