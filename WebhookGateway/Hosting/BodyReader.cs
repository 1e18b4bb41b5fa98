using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>Reads bodies within the limits of the gateway: their size, their time, and the room for all of them.</summary>
internal sealed class BodyReader(IOptions<GatewayOptions> options, BodyBudget budget, TimeProvider timeProvider)
{
    private readonly TimeSpan timeout = options.Value.BodyTimeout;

    /// <summary>Reads the whole body; the caller disposes it.</summary>
    public async ValueTask<BodyRead> ReadAsync(HttpContext context, int maxBytes)
    {
        using var deadline = new CancellationTokenSource(timeout, timeProvider);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, deadline.Token);
        try
        {
            return await RequestBody.ReadAsync(context.Request, maxBytes, budget, linked.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !context.RequestAborted.IsCancellationRequested)
        {
            return new(null, BodyOutcome.TooSlow);
        }
    }
}
