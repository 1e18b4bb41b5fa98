using Microsoft.Extensions.Options;

namespace OrleansFailover.WebhookGateway.Hosting;

/// <summary>Counts the bytes of the bodies in work, so that many large ones at once cannot take all memory. Safe for concurrent use.</summary>
internal sealed class BodyBudget(IOptions<GatewayOptions> options)
{
    private readonly long limit = options.Value.MaxBodyBytesInWork;
    private long taken;

    public long Taken => Interlocked.Read(ref taken);

    /// <summary>True when there is room; then <see cref="Return"/> must follow.</summary>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= limit)
        {
            return true;
        }

        Interlocked.Add(ref taken, -bytes);
        return false;
    }

    public void Return(int bytes) => Interlocked.Add(ref taken, -bytes);
}
