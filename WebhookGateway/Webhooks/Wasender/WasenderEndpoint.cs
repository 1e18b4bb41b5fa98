using System.Diagnostics;
using Microsoft.Extensions.Options;
using OrleansFailover.BusinessNumbers;
using OrleansFailover.BusinessNumbers.Settings;
using OrleansFailover.BusinessNumbers.Table;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.RegionalState;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Webhooks.Signatures;

namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

/// <summary>
/// The webhooks of WASenderApi. At the door, <c>POST /wasender/{number}/{secret}</c>, one path a session: the path's secret and the header's are compared in
/// constant time, and the body is sealed. Between gateways, <c>POST /wasender</c>: sealed bodies, by their signature. Then the intake, like any webhook.
/// </summary>
internal sealed class WasenderEndpoint(
    WebhookIntake intake, IBusinessNumbers numbers, ConcurrencyGate gate, BodyReader bodies, SessionWatch sessions, IOptions<WebhookOptions> options,
    IOptions<RegionOptions> regions, TimeProvider timeProvider, WebhookMetrics metrics)
{
    /// <summary>The secret of the session, as it is; not a signature.</summary>
    public const string SecretHeader = "X-Webhook-Signature";

    public const string DoorPath = "/wasender/{number}/{secret}";
    public const string SealedPath = "/wasender";

    private readonly int maxBodyBytes = options.Value.MaxBodyBytes;
    private readonly RegionId region = new(regions.Value.Current);

    public Task DoorAsync(HttpContext context) => EnterAsync(context, TakeAtDoorAsync);

    public Task SealedAsync(HttpContext context) => EnterAsync(context, TakeSealedAsync);

    private async Task EnterAsync(HttpContext context, Func<HttpContext, long, Task> takeAsync)
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
            await takeAsync(context, arrivedAt);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task TakeAtDoorAsync(HttpContext context, long arrivedAt)
    {
        // An unknown session, a wrong path and a wrong secret look the same from outside, and the edge gives such an answer back at once.
        var (number, app) = Find(candidate => candidate.Name == context.GetRouteValue("number") as string);
        if (app is null || !app.AcceptsVerifyToken(context.GetRouteValue("secret") as string ?? ""))
        {
            Reject(context, StatusCodes.Status401Unauthorized, "unknown-session");
            return;
        }

        if (!app.AcceptsSecret(context.Request.Headers[SecretHeader].ToString()))
        {
            Reject(context, StatusCodes.Status401Unauthorized, "signature");
            return;
        }

        // Sealed it must still be one that a peer takes.
        var read = await bodies.ReadAsync(context, maxBodyBytes - WasenderSeal.MaxAdded);
        using var body = read.Body;
        if (body is null)
        {
            Reject(context, read.StatusCode, read.Reason);
            return;
        }

        await sessions.HearAsync(number!.Name, body.Bytes, context.RequestAborted);
        var bytes = WasenderSeal.Seal(number.Id, body.Bytes) ?? body.Bytes.ToArray();
        using var sealedBody = RequestBody.Of(bytes);
        var headers = new HeaderDictionary
        {
            [SignatureVerifier.HeaderName] = WasenderSeal.Sign(app, bytes),
            ["Content-Type"] = "application/json",
        };
        await AnswerAsync(context, sealedBody, headers, app, arrivedAt);
    }

    private async Task TakeSealedAsync(HttpContext context, long arrivedAt)
    {
        var read = await bodies.ReadAsync(context, maxBodyBytes);
        using var body = read.Body;
        if (body is null)
        {
            Reject(context, read.StatusCode, read.Reason);
            return;
        }

        var session = WasenderSeal.SessionOf(body.Bytes.Span);
        var (_, app) = Find(candidate => candidate.Id == session);
        if (app is null || !SignatureVerifier.Verify(body.Bytes.Span, context.Request.Headers[SignatureVerifier.HeaderName], [app]).IsRight)
        {
            Reject(context, StatusCodes.Status401Unauthorized, "signature");
            return;
        }

        await AnswerAsync(context, body, context.Request.Headers, app, arrivedAt);
    }

    private async Task AnswerAsync(HttpContext context, RequestBody body, IHeaderDictionary headers, ChannelApp app, long arrivedAt)
    {
        var crossing = FailoverHeaders.Read(context.Request.Headers);
        var receipt = new Receipt
        {
            Region = region,
            ReceivedAt = timeProvider.GetUtcNow(),
            FailoverCount = crossing.Count,
            PrimaryUnreachable = crossing is { Count: 1, PrimaryUnreachable: true },
            TraceParent = Activity.Current?.Id,
        };
        var outcome = await intake.TakeAsync(new SignedWebhook(body, headers, crossing, receipt, arrivedAt, App: app.Name));
        metrics.Answered(outcome, timeProvider.GetElapsedTime(arrivedAt));
        AckResponse.Write(context.Response, region, outcome);
    }

    private (BusinessNumber? Number, ChannelApp? App) Find(Func<BusinessNumber, bool> matches)
    {
        var table = numbers.Current;
        var number = table.Numbers.FirstOrDefault(candidate => candidate.Channel == ChannelNames.Wasender && matches(candidate));
        return (number, number?.App is { } app ? table.FindApp(app) : null);
    }

    private void Reject(HttpContext context, int statusCode, string reason)
    {
        metrics.Rejected(reason);
        context.Response.StatusCode = statusCode;
        context.Response.ContentLength = 0;
    }
}
