namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>The clocks of a region: the one that stamps documents can be wrong on purpose, the one that numbers writes is not.</summary>
internal sealed class RegionClock(TimeProvider time, TimeSpan skew)
{
    private static readonly DateTimeOffset Epoch = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TimeProvider Time => time;

    /// <summary>Seconds since 1970, as this region believes.</summary>
    public long Seconds() => (time.GetUtcNow() + skew).ToUnixTimeSeconds();

    /// <summary>Microseconds since 2020: a later life of the region starts above every number of an earlier one.</summary>
    public long Microseconds() => (time.GetUtcNow() - Epoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
