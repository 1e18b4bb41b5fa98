using Microsoft.Extensions.Configuration;

namespace OrleansFailover.Telemetry;

/// <summary>What a process exports, as the platform's standard names say.</summary>
/// <param name="Traces">Traces go to the collector.</param>
/// <param name="Metrics">Metrics go to the collector.</param>
public readonly record struct TelemetryChoice(bool Traces, bool Metrics)
{
    /// <summary>
    /// Nothing without <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, and nothing with <c>OTEL_SDK_DISABLED=true</c>; else both, but for a signal whose <c>OTEL_TRACES_EXPORTER</c> or
    /// <c>OTEL_METRICS_EXPORTER</c> is another than <c>otlp</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">The endpoint is no absolute http or https address.</exception>
    public static TelemetryChoice Of(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 } endpoint
            || string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new InvalidOperationException($"OTEL_EXPORTER_OTLP_ENDPOINT is '{endpoint}'; it must be an absolute http or https address.");
        }

        return new(IsOtlp(configuration["OTEL_TRACES_EXPORTER"]), IsOtlp(configuration["OTEL_METRICS_EXPORTER"]));
    }

    private static bool IsOtlp(string? exporter) => string.IsNullOrEmpty(exporter) || string.Equals(exporter, "otlp", StringComparison.OrdinalIgnoreCase);
}
