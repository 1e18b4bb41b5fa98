namespace OrleansFailover.Residency.Sealing.ConversationKeys;

/// <summary>What there was to forget.</summary>
public enum ForgetOutcome
{
    /// <summary>The conversation's key is destroyed: what was sealed for it is unreadable everywhere.</summary>
    KeyDestroyed,

    /// <summary>It had no key: what was sealed for the zone before is not opened any more.</summary>
    NoKey,
}
