using System.Collections.Concurrent;
using System.Diagnostics;
using OpenTelemetry;

namespace OrleansFailover.WebhookGateway.Tests.Telemetry;

/// <summary>A collector in memory: what left the process.</summary>
internal sealed class KeptSpans : BaseExporter<Activity>
{
    private readonly ConcurrentQueue<Activity> spans = new();

    public IReadOnlyList<Activity> Of(string trace) => [.. spans.Where(span => span.TraceId.ToHexString() == trace)];

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var span in batch)
        {
            spans.Enqueue(span);
        }

        return ExportResult.Success;
    }
}
