namespace OrleansFailover.Access;

/// <summary>The ways in which a request says whose it is.</summary>
internal static class AccessSchemes
{
    /// <summary>Chooses among the others by what the request has.</summary>
    public const string Any = "Access";

    /// <summary><c>Authorization: Bearer</c> with <see cref="AccessOptions.Token"/>.</summary>
    public const string Token = "AccessToken";

    /// <summary><c>Authorization: Bearer</c> with a token of <see cref="AccessOptions.Authority"/>.</summary>
    public const string Jwt = "AccessJwt";

    /// <summary>A browser that signed in.</summary>
    public const string Cookie = "AccessCookie";

    /// <summary>The sign-in at <see cref="AccessOptions.Authority"/>.</summary>
    public const string SignIn = "AccessSignIn";
}
