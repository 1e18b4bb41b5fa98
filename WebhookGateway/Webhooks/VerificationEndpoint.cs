using OrleansFailover.BusinessNumbers;
using OrleansFailover.WebhookGateway.Webhooks.Numbers;
using OrleansFailover.WebhookGateway.Webhooks.Signatures;

namespace OrleansFailover.WebhookGateway.Webhooks;

// GET /webhook?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=<token>
//
// Sent each time the webhook's address or token is edited, without a signature.

/// <summary><c>GET /webhook</c> and <c>/webhook/{app}</c>: answers with exactly the challenge when the token is right, else 403.</summary>
internal sealed class VerificationEndpoint(IBusinessNumbers numbers, WebhookMetrics metrics)
{
    public Task HandleAsync(HttpContext context)
    {
        if (AppCandidates.Of(numbers.Current, context.GetRouteValue(WebhookEndpoint.AppOfPath) as string, default) is not { } apps)
        {
            metrics.Rejected("unknown-app");
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        var query = context.Request.Query;
        var challenge = query["hub.challenge"].ToString();
        if (query["hub.mode"] != "subscribe" || challenge.Length == 0 || !VerifyTokens.Accepts(apps, query["hub.verify_token"]))
        {
            metrics.Rejected("verification");
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return context.Response.WriteAsync(challenge, context.RequestAborted);
    }
}
