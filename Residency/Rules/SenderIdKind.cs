namespace OrleansFailover.Residency.Rules;

/// <summary>The forms in which a sender is known.</summary>
internal enum SenderIdKind
{
    Phone,

    /// <summary>Two capital letters, a dot and the rest: <c>US.13491208655302741918</c>.</summary>
    BusinessScoped,

    /// <summary>Any other: matched by name alone.</summary>
    Other,
}
