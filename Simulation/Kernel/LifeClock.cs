namespace OrleansFailover.Simulation.Kernel;

/// <summary>The clocks of one process: a monotonic one that runs as the world does, and a wall clock that is off by the region's skew.</summary>
internal sealed class LifeClock(Life life, Func<TimeSpan> skew) : TimeProvider
{
    /// <summary>When a world begins.</summary>
    public static readonly DateTimeOffset Epoch = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => life.Loop.Now.Ticks;

    public override DateTimeOffset GetUtcNow() => Epoch + life.Loop.Now + skew();

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new LifeTimer(life, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}
