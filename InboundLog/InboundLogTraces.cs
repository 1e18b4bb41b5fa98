using System.Diagnostics;

namespace OrleansFailover.InboundLog;

/// <summary>The spans of the append side. What reads the log goes on from the webhook's own span, which each event carries.</summary>
internal static class InboundLogTraces
{
    public const string SourceName = "OrleansFailover.InboundLog";

    private static readonly ActivitySource Source = new(SourceName);

    public static Activity? Append(string topic, int events)
    {
        var append = Source.StartActivity("append", ActivityKind.Producer);
        append?.SetTag("messaging.system", "kafka");
        append?.SetTag("messaging.destination.name", topic);
        append?.SetTag("messaging.batch.message_count", events);
        return append;
    }
}
