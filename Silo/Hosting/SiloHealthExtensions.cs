using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using OrleansFailover.Access;
using OrleansFailover.BusinessNumbers.Credentials;

namespace OrleansFailover.Silo.Hosting;

/// <summary>The health endpoints of a silo.</summary>
internal static class SiloHealthExtensions
{
    /// <summary><c>/health/live</c>: the process answers. <c>/health</c>: all its parts are healthy. <c>/health/ready</c>: those are that it needs to work.</summary>
    public static void MapSiloHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).ForEverybody();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => !check.Tags.Contains(CredentialHealth.InformsOnly) }).ForEverybody();
        endpoints.MapHealthChecks("/health", new HealthCheckOptions
        {
            ResponseWriter = static (context, report) =>
                context.Response.WriteAsJsonAsync(SiloHealthAnswer.Of(report), SiloHealthJsonContext.Default.SiloHealthAnswer, cancellationToken: context.RequestAborted),
        }).ForEverybody();
    }
}
