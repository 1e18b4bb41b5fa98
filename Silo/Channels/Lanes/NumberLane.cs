namespace OrleansFailover.Silo.Channels.Lanes;

/// <summary>Everything that one business number sends from here. Not thread-safe.</summary>
internal sealed class NumberLane(LaneLimits limits)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    private readonly RateMeter? meter = limits.NumberInterval > TimeSpan.Zero ? new(limits.NumberBurst, limits.NumberInterval) : null;
    private TimeSpan closedUntil;
    private string? closedFor;
    private string? token;
    private int refusals;

    /// <summary>Why nobody but a trial goes, until somebody has acted; null: not paused.</summary>
    public string? Paused { get; private set; }

    public LaneAdmission Look(TimeSpan now)
    {
        if (closedUntil > now)
        {
            return new(closedUntil - now, Paused ?? closedFor);
        }

        return meter?.Wait(now) is { } wait && wait > TimeSpan.Zero ? new(wait, "number-pace") : LaneAdmission.Go;
    }

    public void Take(TimeSpan now)
    {
        meter?.Take(now);
        if (Paused is not null)
        {
            // This one is the trial; the others wait for what becomes of it.
            closedUntil = now + limits.PauseInterval;
        }
    }

    /// <summary>Another token may be what the number was paused for.</summary>
    /// <returns>True when that ended a pause.</returns>
    public bool Uses(string? fingerprint) => Paused is not null && fingerprint is not null && fingerprint != token && End();

    /// <returns>True when that ended a pause.</returns>
    public bool Accepted()
    {
        refusals = 0;
        return Paused is not null && End();
    }

    public void Throttled(TimeSpan now, string reason)
    {
        var wait = limits.NumberRetryDelay * Math.Pow(2, Math.Min(refusals++, 20));
        Close(now, wait < LongestBackoff ? wait : LongestBackoff, reason);
    }

    public void Close(TimeSpan now, TimeSpan wait, string reason) => (closedUntil, closedFor) = (now + wait, reason);

    /// <returns>True when it was not paused before.</returns>
    public bool Pause(TimeSpan now, string reason, string? fingerprint)
    {
        var isNew = Paused is null;
        (Paused, token, closedUntil) = (reason, fingerprint, now + limits.PauseInterval);
        return isNew;
    }

    private bool End()
    {
        (Paused, token, closedUntil) = (null, null, TimeSpan.Zero);
        return true;
    }
}
