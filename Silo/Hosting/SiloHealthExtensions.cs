using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace OrleansFailover.Silo.Hosting;

/// <summary>The health endpoints of a silo.</summary>
internal static class SiloHealthExtensions
{
    /// <summary><c>/health/live</c>: the process answers. <c>/health</c> and <c>/health/ready</c>: its parts are healthy.</summary>
    public static void MapSiloHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready");
        endpoints.MapHealthChecks("/health");
    }
}
