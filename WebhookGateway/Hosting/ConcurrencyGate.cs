using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>
/// Counts the webhooks in work and turns away what is past the limit: a queue inside the gateway would only let the channel's own timeout
/// run out, while a quick 503 makes it come back.
/// </summary>
internal sealed class ConcurrencyGate(IOptions<GatewayOptions> options)
{
    private readonly int limit = options.Value.MaxConcurrentRequests;
    private int inWork;

    /// <summary>True when the webhook may be worked on; then <see cref="Leave"/> must follow.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref inWork) <= limit)
        {
            return true;
        }

        Interlocked.Decrement(ref inWork);
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref inWork);
}
