namespace OrleansFailover.RegionalState.Regions;

/// <summary>The machine's clock, off by a constant. The monotonic clock and timers are the machine's: a wrong clock runs as fast as a right one.</summary>
internal sealed class SkewedTimeProvider(TimeSpan skew) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + skew;
}
