using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace OrleansFailover.WebhookGateway.Tests.Telemetry;

/// <summary>A collector in memory: what left the process.</summary>
internal sealed class KeptSpans : BaseExporter<Activity>
{
    public ConcurrentQueue<Activity> Spans { get; } = new();

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var span in batch)
        {
            Spans.Enqueue(span);
        }

        return ExportResult.Success;
    }
}
