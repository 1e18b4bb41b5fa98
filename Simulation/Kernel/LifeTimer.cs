namespace OrleansFailover.Simulation.Kernel;

/// <summary>A timer of a process. One that comes due while the process stands still fires once it goes on; after its end, never.</summary>
internal sealed class LifeTimer(Life life, TimerCallback callback, object? state) : ITimer
{
    private int version;
    private TimeSpan period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        this.period = period;
        Schedule(++version, dueTime);
        return true;
    }

    public void Dispose() => version++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    private void Schedule(int expected, TimeSpan dueTime)
    {
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        life.Loop.After(dueTime, () => Due(expected));
    }

    private void Due(int expected)
    {
        if (expected != version || !life.IsAlive)
        {
            return;
        }

        if (life.IsPaused)
        {
            life.Do(() => Due(expected));
            return;
        }

        if (period > TimeSpan.Zero)
        {
            Schedule(expected, period);
        }

        // Outside of the process's context, like a timer's thread: what waits for it goes on through its own context.
        var inside = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        callback(state);
        SynchronizationContext.SetSynchronizationContext(inside);
    }
}
