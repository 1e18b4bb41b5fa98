namespace OrleansFailover.Access;

/// <summary>The claims that are read, under the names that Entra ID gives them.</summary>
internal static class AccessClaims
{
    public const string Name = "preferred_username";
    public const string Role = "roles";
}
