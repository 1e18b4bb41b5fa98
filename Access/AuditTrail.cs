using System.Security.Claims;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.Access;

/// <summary>Writes down who did what. Category <c>OrleansFailover.Access.AuditTrail</c>, always on: route it where it is kept.</summary>
public sealed class AuditTrail(ILogger<AuditTrail> logger)
{
    /// <param name="who">The operator.</param>
    /// <param name="action">What was asked for.</param>
    /// <param name="what">To what.</param>
    /// <param name="status">The status of the answer.</param>
    public void Record(ClaimsPrincipal who, string action, string what, int status) =>
        Log.Acted(logger, who.Identity?.Name ?? "nobody", action, what, status);
}
