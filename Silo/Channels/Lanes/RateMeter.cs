namespace OrleansFailover.Silo.Channels.Lanes;

/// <summary>
/// A burst, then one per interval: the generic cell rate algorithm over one number, the time at which everything taken so far would be paid
/// back. Not thread-safe.
/// </summary>
internal sealed class RateMeter(int burst, TimeSpan interval)
{
    private TimeSpan paidBack;

    /// <summary>How long from now the next one may go; zero: now.</summary>
    public TimeSpan Wait(TimeSpan now)
    {
        var tolerance = interval * (burst - 1);
        return paidBack - tolerance > now ? paidBack - tolerance - now : TimeSpan.Zero;
    }

    public void Take(TimeSpan now) => paidBack = (paidBack > now ? paidBack : now) + interval;

    /// <summary>True when nothing of it is remembered any more.</summary>
    public bool IsIdle(TimeSpan now) => paidBack <= now;
}
