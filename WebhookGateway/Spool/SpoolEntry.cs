using System.Text.Json.Serialization;
using Microsoft.Extensions.Primitives;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.ClientCertificates;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Signatures;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>A webhook that waits on the disk. It has readable content of users: it stays on its machine and never in a log line.</summary>
internal sealed record SpoolEntry
{
    /// <summary>Why it is here; a short fixed word.</summary>
    public required string Reason { get; init; }

    /// <summary>The region that acked it.</summary>
    public required string Region { get; init; }

    /// <summary>When it was received, by the gateway's clock.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How often it had crossed regions.</summary>
    public int CrossingCount { get; init; }

    /// <summary>It crossed because its primary region could not be reached.</summary>
    public bool PrimaryUnreachable { get; init; }

    /// <summary>The W3C trace parent of its request.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Its signature, so that another region can still be asked to take it; null for a part of a webhook.</summary>
    public string? Signature { get; init; }

    /// <summary>Its content type.</summary>
    public string? ContentType { get; init; }

    /// <summary>The client certificate it came with, as gateways hand it on; null where none is asked for.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>The raw bytes.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <param name="webhook">The webhook.</param>
    /// <param name="reason">Why it is kept.</param>
    /// <param name="content">Its body, or the one part of it that is kept.</param>
    public static SpoolEntry Of(SignedWebhook webhook, string reason, ReadOnlyMemory<byte> content)
    {
        string? signature = webhook.Headers[SignatureVerifier.HeaderName];
        var isWhole = content.Equals(webhook.Body.Bytes);
        return new()
        {
            Reason = reason,
            Region = webhook.Receipt.Region.Name,
            ReceivedAt = webhook.Receipt.ReceivedAt,

            // The signature is of the whole body: without it no other region can be asked to take the rest.
            CrossingCount = isWhole ? webhook.Crossing.Count : Math.Max(webhook.Crossing.Count, 1),
            PrimaryUnreachable = webhook.Crossing.PrimaryUnreachable,
            TraceParent = webhook.Receipt.TraceParent,
            Signature = isWhole ? signature : null,
            ContentType = webhook.Headers.ContentType,
            ClientCertificate = webhook.Headers[ClientCertificateGate.HeaderName],
            Body = content,
        };
    }

    /// <summary>The webhook as it was when it came, with a new ack budget.</summary>
    public SignedWebhook ToWebhook(WebhookOrigin origin, long now)
    {
        var crossing = new Crossing(CrossingCount, PrimaryUnreachable);
        var headers = new HeaderDictionary();
        Add(headers, SignatureVerifier.HeaderName, Signature);
        Add(headers, "Content-Type", ContentType);
        Add(headers, "traceparent", TraceParent);
        Add(headers, ClientCertificateGate.HeaderName, ClientCertificate);
        var receipt = new Receipt
        {
            Region = new RegionId(Region),
            ReceivedAt = ReceivedAt,
            FailoverCount = CrossingCount,
            PrimaryUnreachable = crossing is { Count: 1, PrimaryUnreachable: true },
            TraceParent = TraceParent,
        };
        return new(RequestBody.Of(Body.ToArray()), headers, crossing, receipt, now, origin);
    }

    private static void Add(HeaderDictionary headers, string name, string? value)
    {
        if (value is not null)
        {
            headers[name] = new StringValues(value);
        }
    }
}
