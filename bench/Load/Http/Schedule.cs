namespace OrleansFailover.Load.Http;

/// <summary>When requests are to leave: each at its time, whether or not earlier ones were answered.</summary>
internal sealed class Schedule
{
    private Schedule(long[]? due, TimeSpan duration) => (Due, Duration) = (due, duration);

    /// <summary>Ticks of the clock after the start, rising; null: as many as are taken.</summary>
    public long[]? Due { get; }

    /// <summary>When the last one leaves.</summary>
    public TimeSpan Duration { get; }

    /// <summary>More than anybody can take: what is counted is how many were.</summary>
    public static Schedule Saturating(TimeSpan duration) => new(null, duration);

    /// <summary>So many, each once, as fast as they are answered.</summary>
    public static Schedule AllAtOnce(int count) => new(new long[count], TimeSpan.Zero);

    /// <summary>Independent senders: exponential gaps around a rate.</summary>
    public static Schedule Poisson(double perSecond, TimeSpan duration, int seed, TimeProvider time)
    {
        var random = new Random(seed);
        var due = new List<long>();
        for (var at = 0d; at < duration.TotalSeconds; at += -Math.Log(1 - random.NextDouble()) / perSecond)
        {
            due.Add((long)(at * time.TimestampFrequency));
        }

        return new([.. due], duration);
    }
}
