namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>The ids that a user has from now on, as a <c>system</c> message tells them. At least one is set.</summary>
/// <param name="Phone">The new phone number in digits.</param>
/// <param name="UserId">The new business-scoped user id.</param>
[GenerateSerializer, Immutable, Alias("identity-change")]
public sealed record IdentityChange([property: Id(0)] string? Phone, [property: Id(1)] string? UserId);
