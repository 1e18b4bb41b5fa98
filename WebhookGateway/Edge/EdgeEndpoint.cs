using Microsoft.Extensions.Options;
using OrleansFailover.WebhookGateway.Hosting;
using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.WebhookGateway.Edge;

/// <summary>
/// <c>GET</c> and <c>POST /webhook</c> and <c>/webhook/{app}</c> of the edge: the body is kept whole, so that it can be sent again. It is looked into only for the message of a
/// failover event, once a region has taken it.
/// </summary>
internal sealed class EdgeEndpoint(
    RegionTable regions,
    RegionSender sender,
    ConcurrencyGate gate,
    BodyReader bodies,
    IOptions<EdgeOptions> options,
    TimeProvider timeProvider,
    EdgeMetrics metrics,
    EdgeReports reports,
    RegionIncidents incidents,
    ILogger<EdgeEndpoint> logger)
{
    private readonly EdgeOptions settings = options.Value;

    public async Task HandleAsync(HttpContext context)
    {
        if (!gate.TryEnter())
        {
            Answer(context, StatusCodes.Status503ServiceUnavailable);
            return;
        }

        try
        {
            var read = await bodies.ReadAsync(context, settings.MaxBodyBytes);
            using var body = read.Body;
            if (body is null)
            {
                Answer(context, read.StatusCode);
                return;
            }

            await ForwardAsync(context, body);
        }
        finally
        {
            gate.Leave();
        }
    }

    private async Task ForwardAsync(HttpContext context, RequestBody body)
    {
        var arrivedAt = timeProvider.GetTimestamp();
        var isWebhook = HttpMethods.IsPost(context.Request.Method);
        var request = new EdgeRequest(context.Request, body, regions.Health, sender, settings, timeProvider);
        using var response = await request.RunAsync(context.RequestAborted);
        if (!context.RequestAborted.IsCancellationRequested)
        {
            foreach (var region in request.Failed)
            {
                incidents.Failed(regions.Views[region].Name, arrivedAt);
            }
        }

        if (response is null)
        {
            metrics.NotTaken();
            logger.NotTaken(request.Attempts);
            if (isWebhook)
            {
                reports.NotTaken(arrivedAt);
            }

            Answer(context, StatusCodes.Status503ServiceUnavailable);
            return;
        }

        metrics.Answered(regions.Views[request.Winner].Name, request.Attempts);
        if (isWebhook && response.IsSuccessStatusCode)
        {
            incidents.Taken(regions.Views[request.Winner].Name);
            reports.Taken(request.Sent, request.Winner, body.Bytes.Span, arrivedAt);
        }

        await CopyAsync(response, context.Response, context.RequestAborted);
    }

    private static async Task CopyAsync(HttpResponseMessage from, HttpResponse to, CancellationToken cancellationToken)
    {
        to.StatusCode = (int)from.StatusCode;
        to.ContentLength = from.Content.Headers.ContentLength;
        to.ContentType = from.Content.Headers.ContentType?.ToString();
        to.Headers.XContentTypeOptions = "nosniff";
        foreach (var header in AckResponse.Headers)
        {
            if (from.Headers.TryGetValues(header, out var values))
            {
                to.Headers[header] = values.ToArray();
            }
        }

        if (to.ContentLength is not 0)
        {
            await from.Content.CopyToAsync(to.Body, cancellationToken);
        }
    }

    private static void Answer(HttpContext context, int statusCode)
    {
        context.Response.StatusCode = statusCode;
        context.Response.ContentLength = 0;
    }
}
