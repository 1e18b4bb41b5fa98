using OrleansFailover.Telemetry;

namespace OrleansFailover.Silo.Hosting;

/// <summary>Traces through the silos.</summary>
internal static class TracingSiloBuilderExtensions
{
    /// <summary>A trace goes on from grain to grain and from silo to silo. Nothing where no traces are exported: every call would pay for it.</summary>
    public static ISiloBuilder AddTracing(this ISiloBuilder silo, IConfiguration configuration) =>
        TelemetryChoice.Of(configuration).Traces ? silo.AddActivityPropagation() : silo;
}
