using System.Security.Claims;
using OrleansFailover.Access;

namespace OrleansFailover.OpsConsole.Hosting;

/// <summary>Asked before each thing that operators alone may do, whatever the page showed. Either answer is on the audit trail.</summary>
internal sealed class OperatorGate(AuditTrail audit)
{
    /// <param name="who">The person.</param>
    /// <param name="action">What is to be done.</param>
    /// <param name="what">To what, without personal data.</param>
    public bool Opens(ClaimsPrincipal who, string action, string what)
    {
        var opens = who.IsInRole(AccessRoles.Operator);
        audit.Record(who, action, what, opens ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden);
        return opens;
    }
}
