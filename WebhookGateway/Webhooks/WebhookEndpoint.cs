using System.Diagnostics;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.RegionalState;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Webhooks.Numbers;
using OrleansFailover.WebhookGateway.Webhooks.Signatures;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary><c>POST /webhook</c> and <c>/webhook/{app}</c>: raw bytes, signature, and then the intake.</summary>
internal sealed class WebhookEndpoint(
    WebhookIntake intake,
    IBusinessNumbers numbers,
    ConcurrencyGate gate,
    BodyReader bodies,
    IOptions<WebhookOptions> options,
    IOptions<RegionOptions> regions,
    TimeProvider timeProvider,
    WebhookMetrics metrics)
{
    /// <summary>The route value that names the app.</summary>
    public const string AppOfPath = "app";

    private readonly int maxBodyBytes = options.Value.MaxBodyBytes;
    private readonly RegionId region = new(regions.Value.Current);

    /// <summary>The paths of webhooks: for any app, and for one.</summary>
    public static IReadOnlyList<string> Paths { get; } = ["/webhook", $"/webhook/{{{AppOfPath}}}"];

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
        var read = await bodies.ReadAsync(context, maxBodyBytes);
        using var body = read.Body;
        if (body is null)
        {
            Reject(context, read.StatusCode, read.Reason);
            return;
        }

        if (AppCandidates.Of(numbers.Current, context.GetRouteValue(AppOfPath) as string, body.Bytes.Span) is not { } apps)
        {
            Reject(context, StatusCodes.Status404NotFound, "unknown-app");
            return;
        }

        var headers = context.Request.Headers;
        var signature = SignatureVerifier.Verify(body.Bytes.Span, headers[SignatureVerifier.HeaderName], apps);
        metrics.SignatureChecked(signature);
        if (!signature.IsRight)
        {
            Reject(context, StatusCodes.Status401Unauthorized, "signature");
            return;
        }

        var crossing = FailoverHeaders.Read(headers);
        var outcome = await intake.TakeAsync(new SignedWebhook(body, headers, crossing, ReceiptOf(crossing), arrivedAt, App: signature.App));
        metrics.Answered(outcome, timeProvider.GetElapsedTime(arrivedAt));
        AckResponse.Write(context.Response, region, outcome);
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
