using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrleansFailover.Telemetry.Totals;

/// <summary>The totals of a host over HTTP.</summary>
public static class MeterTotalsEndpoint
{
    /// <summary>Adds the counting.</summary>
    public static IServiceCollection AddMeterTotals(this IServiceCollection services)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<MeterTotals>();
        return services;
    }

    /// <summary>Answers a <c>GET</c> with the totals, and begins to count. For whom it is, the caller says.</summary>
    public static IEndpointConventionBuilder MapMeterTotals(this IEndpointRouteBuilder endpoints, string path)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var totals = endpoints.ServiceProvider.GetRequiredService<MeterTotals>();
        return endpoints.MapGet(path, () => TypedResults.Json(totals.Take(), MetricsJsonContext.Default.MetricsSnapshot))
            .WithSummary("What this process has measured since it began.");
    }
}
