namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>The user on the other side. At least one of <see cref="Phone"/> and <see cref="UserId"/> is set.</summary>
[GenerateSerializer, Immutable, Alias("sender")]
public sealed record Sender
{
    /// <summary>The phone number in digits, without a plus sign. Absent for users who hide it.</summary>
    [Id(0)]
    public string? Phone { get; init; }

    /// <summary>The business-scoped user id, for example <c>US.13491208655302741918</c>.</summary>
    [Id(1)]
    public string? UserId { get; init; }

    [Id(2)]
    public string? ProfileName { get; init; }
}
