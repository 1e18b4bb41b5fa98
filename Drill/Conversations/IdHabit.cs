namespace OrleansFailover.Drill.Conversations;

/// <summary>What the payloads of one customer show of the phone number and the business-scoped id.</summary>
internal enum IdHabit
{
    /// <summary>The phone number alone, in all of them.</summary>
    Phone,

    /// <summary>Both, in all of them.</summary>
    Both,

    /// <summary>Either or both, changing from message to message.</summary>
    Changes,
}
