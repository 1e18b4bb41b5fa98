namespace OrleansFailover.Access;

/// <summary>The roles, as the application's registration names them. Each is a policy, too; an operator may whatever a viewer may.</summary>
public static class AccessRoles
{
    /// <summary>Sees states, counts and masked content.</summary>
    public const string Viewer = "viewer";

    /// <summary>Acts, and sees content.</summary>
    public const string Operator = "operator";
}
