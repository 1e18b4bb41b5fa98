namespace OrleansFailover.Grains.Interfaces.FailoverEvents;

/// <summary>What a residency rule asked of the content on the way that a decision chose.</summary>
public enum ComplianceMode
{
    /// <summary>Nothing: <c>none</c>.</summary>
    None,

    /// <summary>The content went on with what is personal masked: <c>masked_pii</c>.</summary>
    MaskedPii,

    /// <summary>The content must not go there: <c>denied</c>.</summary>
    Denied,
}
