using System.Diagnostics;

namespace OrleansFailover.WebhookGateway.Forwarding;

/// <summary>The spans of sending a webhook to a region, and how that region learns of them.</summary>
internal static class CrossingTraces
{
    public const string SourceName = "OrleansFailover.WebhookGateway";

    private const string Header = "traceparent";

    private static readonly ActivitySource Source = new(SourceName);

    /// <param name="region">The region it is sent to.</param>
    /// <param name="reason">Why it passes the primary region by; null when it does not.</param>
    public static Activity? Send(string region, string? reason)
    {
        var send = Source.StartActivity("send webhook", ActivityKind.Client);
        send?.SetTag("region", region);
        send?.SetTag("failover.reason", reason);
        return send;
    }

    /// <summary>The region goes on from the span. Without one, what came with the webhook is sent on as it is.</summary>
    public static void Carry(this Activity? send, HttpRequestMessage request)
    {
        if (send is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            request.Headers.Remove(Header);
            request.Headers.TryAddWithoutValidation(Header, id);
        }
    }
}
