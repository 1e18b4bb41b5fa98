using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OrleansFailover.Access;

/// <summary>Says for whom endpoints are.</summary>
public static class AccessEndpointExtensions
{
    /// <summary>Anybody: webhooks, and what a prober reads.</summary>
    public static TBuilder ForEverybody<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.AllowAnonymous();

    /// <summary>Viewers and operators, through a token.</summary>
    public static TBuilder ForViewers<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(AccessRoles.Viewer);

    /// <summary>Operators alone. What they do is an event of the audit trail.</summary>
    /// <param name="action">What it is called there.</param>
    public static TBuilder ForOperators<TBuilder>(this TBuilder builder, string action)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(AccessRoles.Operator).AddEndpointFilter(new AuditFilter(action));

    /// <summary>Viewers and operators, through a token or a browser that signed in.</summary>
    public static TBuilder AsPagesForViewers<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.ForViewers().WithMetadata(new PageMetadata());
}
