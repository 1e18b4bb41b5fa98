namespace OrleansFailover.Silo.Channels.Lanes;

/// <summary>The lane from one business number to one user. Not thread-safe.</summary>
internal sealed class PairLane(int burst, TimeSpan interval)
{
    // 4^5 s is a quarter of an hour: by then whatever was borrowed is paid back.
    private const int HighestPower = 5;

    private readonly RateMeter meter = new(burst, interval);
    private TimeSpan closedUntil;
    private int refusals;

    public TimeSpan Wait(TimeSpan now) => Max(meter.Wait(now), closedUntil - now);

    public void Take(TimeSpan now) => meter.Take(now);

    public void Accepted() => refusals = 0;

    // The waits that the channel asks for: 4^X s, X = 0, 1, 2, … Whether a burst must be paid back whole before the next message, or one place comes
    // free every 6 s, is not settled; the meter takes the second reading, and under the first one these waits grow past the whole debt of 270 s.
    public void Refused(TimeSpan now) => closedUntil = now + TimeSpan.FromSeconds(Math.Pow(4, Math.Min(refusals++, HighestPower)));

    public bool IsIdle(TimeSpan now) => meter.IsIdle(now) && closedUntil + TimeSpan.FromSeconds(Math.Pow(4, HighestPower)) <= now;

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right > TimeSpan.Zero ? right : TimeSpan.Zero;
}
