using System.Diagnostics;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.RegionalState;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Webhooks.Signatures;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary><c>POST /webhook</c>: raw bytes, signature, and then the intake.</summary>
internal sealed class WebhookEndpoint(
    SignatureVerifier signatures,
    WebhookIntake intake,
    ConcurrencyGate gate,
    IOptions<WebhookOptions> options,
    IOptions<RegionOptions> regions,
    TimeProvider timeProvider,
    WebhookMetrics metrics)
{
    private readonly int maxBodyBytes = options.Value.MaxBodyBytes;
    private readonly RegionId region = new(regions.Value.Current);

    public async Task HandleAsync(HttpContext context)
    {
        var arrivedAt = timeProvider.GetTimestamp();
        metrics.Received();
        if (!gate.TryEnter())
        {
            Reject(context, StatusCodes.Status503ServiceUnavailable, "busy");
            return;
        }

        try
        {
            await HandleAsync(context, arrivedAt);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task HandleAsync(HttpContext context, long arrivedAt)
    {
        using var body = await RequestBody.ReadAsync(context.Request, maxBodyBytes, context.RequestAborted);
        if (body is null)
        {
            Reject(context, StatusCodes.Status413PayloadTooLarge, "too-large");
            return;
        }

        var headers = context.Request.Headers;
        var match = signatures.Verify(body.Bytes.Span, headers[SignatureVerifier.HeaderName]);
        metrics.SignatureChecked(match);
        if (match is SignatureMatch.None)
        {
            Reject(context, StatusCodes.Status401Unauthorized, "signature");
            return;
        }

        var crossing = FailoverHeaders.Read(headers);
        var outcome = await intake.TakeAsync(new SignedWebhook(body, headers, crossing, ReceiptOf(crossing), arrivedAt));
        metrics.Answered(outcome, timeProvider.GetElapsedTime(arrivedAt));
        context.Response.StatusCode = outcome is AckOutcome.NotTaken ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.ContentLength = 0;
    }

    private Receipt ReceiptOf(Crossing crossing) => new()
    {
        Region = region,
        ReceivedAt = timeProvider.GetUtcNow(),
        FailoverCount = crossing.Count,
        PrimaryUnreachable = crossing is { Count: 1, PrimaryUnreachable: true },
        TraceParent = Activity.Current?.Id,
    };

    private void Reject(HttpContext context, int statusCode, string reason)
    {
        metrics.Rejected(reason);
        context.Response.StatusCode = statusCode;
        context.Response.ContentLength = 0;
    }
}
