using Orleans.Dashboard;
using OrleansFailover.Access;

namespace OrleansFailover.Silo.Hosting;

/// <summary>What a silo answers over HTTP.</summary>
internal static class SiloEndpoints
{
    private const string Dashboard = "/dashboard";

    /// <summary>Health for everybody; the dashboard for viewers, through a token or a browser that signed in.</summary>
    public static void MapSilo(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSiloHealth();
        endpoints.MapSignIn();
        endpoints.MapOrleansDashboard(Dashboard).AsPagesForViewers();
    }
}
