using Orleans.Runtime.Providers;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>The pause between two offers of an event: doubling, with jitter, bounded.</summary>
internal sealed class DeliveryBackoff(TimeSpan first, TimeSpan longest) : IMessageDeliveryBackoffProvider
{
    public TimeSpan Next(int attempt)
    {
#pragma warning disable CA5394 // Jitter, not a secret.
        return Longest(attempt) * (0.5 + (Random.Shared.NextDouble() / 2));
#pragma warning restore CA5394
    }

    /// <summary>The longest that the pauses between the turns of an event can take until it has failed too many.</summary>
    public static TimeSpan LongestOf(InboundLogOptions options)
    {
        var backoff = new DeliveryBackoff(options.DeliveryBackoff, options.DeliveryBackoffMax);
        return Enumerable.Range(0, options.MaxTurnFailures - 1).Aggregate(TimeSpan.Zero, (sum, attempt) => sum + backoff.Longest(attempt));
    }

    private TimeSpan Longest(int attempt) =>
        TimeSpan.FromMilliseconds(Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Clamp(attempt, 0, 30)), longest.TotalMilliseconds));
}
