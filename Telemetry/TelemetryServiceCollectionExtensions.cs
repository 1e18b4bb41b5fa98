using System.Diagnostics.Metrics;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace OrleansFailover.Telemetry;

/// <summary>Registers the export of metrics and traces.</summary>
public static class TelemetryServiceCollectionExtensions
{
    /// <summary>Our own sources and meters begin so.</summary>
    internal const string Own = "OrleansFailover.*";

    // Seconds; the default ones of the SDK are for milliseconds. The ack budget is 4 s, a turn's bounds a few seconds.
    private static readonly double[] Seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60];

    private static readonly string[] Meters =
        [Own, "Microsoft.Orleans", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Polly"];

    // Webhooks begin a trace. Health, dashboard and admin requests would only drown them.
    private static readonly PathString[] Traced = ["/webhook", "/wasender"];

    /// <summary>
    /// Metrics and traces to the collector of <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, with all the standard <c>OTEL_</c> names of the SDK, and to Azure Monitor with
    /// <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>; nothing is registered without either.
    /// No logs: they stay with the platform's collection of the console.
    /// </summary>
    /// <param name="configuration">The root of the configuration.</param>
    /// <param name="service">What the process is called unless <c>OTEL_SERVICE_NAME</c> says otherwise.</param>
    /// <param name="region">Its region; null where it has none.</param>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration, string service, string? region)
    {
        ArgumentNullException.ThrowIfNull(services);
        var choice = TelemetryChoice.Of(configuration);
        if (choice == default)
        {
            return services;
        }

        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource =>
        {
            resource.AddService(service, serviceNamespace: "orleans-failover");
            if (!string.IsNullOrEmpty(region))
            {
                resource.AddAttributes([new("cloud.region", region)]);
            }

            // Last, so that the environment has the last word.
            resource.AddEnvironmentVariableDetector();
        });
        if (choice.Metrics)
        {
            telemetry.WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters)
                    .AddView(instrument => instrument is Histogram<double> { Unit: "s" } ? new ExplicitBucketHistogramConfiguration { Boundaries = Seconds } : null);
                if (choice.Otlp)
                {
                    metrics.AddOtlpExporter();
                }

                if (choice.AzureMonitor is { } connection)
                {
                    metrics.AddAzureMonitorMetricExporter(exporter => Connect(exporter, connection));
                }
            });
        }

        if (choice.Traces)
        {
            telemetry.WithTracing(traces =>
            {
                traces.AddSource(Own, "Microsoft.Orleans.Application")
                    .AddAspNetCoreInstrumentation(requests => requests.Filter = context => Traced.Any(path => context.Request.Path.StartsWithSegments(path)))
                    .AddProcessor(new PlainSpans());
                if (choice.Otlp)
                {
                    traces.AddOtlpExporter();
                }

                if (choice.AzureMonitor is { } connection)
                {
                    traces.AddAzureMonitorTraceExporter(exporter => Connect(exporter, connection));
                }
            });
        }

        return services;
    }

    // What cannot be sent is dropped: a host keeps no telemetry on its disk. Which traces are kept is for OTEL_TRACES_SAMPLER alone.
    private static void Connect(AzureMonitorExporterOptions exporter, string connection)
    {
        exporter.ConnectionString = connection;
        exporter.DisableOfflineStorage = true;
        exporter.EnableLiveMetrics = false;
        exporter.TracesPerSecond = null;
        exporter.SamplingRatio = 1;
    }
}
