using System.Diagnostics;
using OpenTelemetry;

namespace OrleansFailover.Telemetry;

/// <summary>
/// Lets nothing but listed tags leave the process. Libraries put grain ids, addresses, paths and the texts of exceptions on their spans, and those hold phone numbers and
/// secrets. Must come before the exporters.
/// </summary>
internal sealed class PlainSpans : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        // Ours.
        "conversation.pseudonym", "region", "turn.events", "reply.outcome", "failover.reason", "webhook.outcome",

        // The messages of the log: how many, and where.
        "messaging.system", "messaging.destination.name", "messaging.batch.message_count",

        // The web server's: the route is a template.
        "http.request.method", "http.response.status_code", "http.route", "network.protocol.version", "url.scheme", "error.type",

        // Orleans': what was called, not on whom.
        "rpc.system", "rpc.system.name", "rpc.service", "rpc.method", "orleans.rpc.service",
    };

    public override void OnEnd(Activity data)
    {
        // An event is where the text of an exception stands, and it can't be taken off again.
        if (data.Events.Any())
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            return;
        }

        List<string>? others = null;
        foreach (var (name, _) in data.EnumerateTagObjects())
        {
            if (!Kept.Contains(name))
            {
                (others ??= []).Add(name);
            }
        }

        foreach (var name in others ?? [])
        {
            data.SetTag(name, null);
        }

        if (data.StatusDescription is not null)
        {
            // The status stays; what it says may be the text of an exception.
            data.SetStatus(data.Status);
        }
    }
}
