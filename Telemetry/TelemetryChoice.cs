using Microsoft.Extensions.Configuration;

namespace OrleansFailover.Telemetry;

/// <summary>What a process exports, as the platform's standard names say.</summary>
/// <param name="Traces">Traces are exported.</param>
/// <param name="Metrics">Metrics are exported.</param>
/// <param name="Otlp">They go to the collector of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</param>
/// <param name="AzureMonitor">They go to the Application Insights resource of this connection string; null: to none.</param>
public readonly record struct TelemetryChoice(bool Traces, bool Metrics, bool Otlp, string? AzureMonitor)
{
    /// <summary>
    /// Nothing without <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> or <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>, and nothing with <c>OTEL_SDK_DISABLED=true</c>; else both signals, but for
    /// one whose <c>OTEL_TRACES_EXPORTER</c> or <c>OTEL_METRICS_EXPORTER</c> is another than <c>otlp</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The endpoint is no absolute http or https address.</exception>
    public static TelemetryChoice Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var otlp = HasEndpoint(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var azureMonitor = configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 } connection ? connection : null;
        if ((!otlp && azureMonitor is null) || string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }

        return new(IsWanted(configuration["OTEL_TRACES_EXPORTER"]), IsWanted(configuration["OTEL_METRICS_EXPORTER"]), otlp, azureMonitor);
    }

    private static bool HasEndpoint(string? endpoint)
    {
        if (string.IsNullOrEmpty(endpoint))
        {
            return false;
        }

        return Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            ? true
            : throw new InvalidOperationException($"OTEL_EXPORTER_OTLP_ENDPOINT is '{endpoint}'; it must be an absolute http or https address.");
    }

    private static bool IsWanted(string? exporter) => string.IsNullOrEmpty(exporter) || string.Equals(exporter, "otlp", StringComparison.OrdinalIgnoreCase);
}
