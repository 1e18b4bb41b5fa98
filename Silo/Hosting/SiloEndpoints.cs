using Orleans.Dashboard;
using OrleansFailover.Access;
using OrleansFailover.Silo.Admin;

namespace OrleansFailover.Silo.Hosting;

/// <summary>What a silo answers over HTTP.</summary>
internal static class SiloEndpoints
{
    private const string Dashboard = "/dashboard";
    private const string Conversations = "/admin/conversations";
    private const string SealedParts = "/admin/sealed-parts";

    /// <summary>Health for everybody; metrics and finding a conversation for viewers; <c>forget</c>, sealed parts and the dashboard, which shows what was said, for operators, through a token or a browser that signed in.</summary>
    public static void MapSilo(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSiloHealth();
        endpoints.MapSignIn();
        endpoints.MapAdmin();
        endpoints.MapForget(Conversations);
        endpoints.MapSealedParts(SealedParts);
        endpoints.MapOrleansDashboard(Dashboard).AsPagesForViewers().RequireAuthorization(AccessRoles.Operator);
    }
}
