using Orleans.Runtime.Providers;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>The pause between two offers of an event: doubling, with jitter, bounded.</summary>
internal sealed class DeliveryBackoff(TimeSpan first, TimeSpan longest) : IMessageDeliveryBackoffProvider
{
    public TimeSpan Next(int attempt)
    {
        var doubled = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Clamp(attempt, 0, 30)), longest.TotalMilliseconds);
#pragma warning disable CA5394 // Jitter, not a secret.
        return TimeSpan.FromMilliseconds(doubled * (0.5 + (Random.Shared.NextDouble() / 2)));
#pragma warning restore CA5394
    }
}
