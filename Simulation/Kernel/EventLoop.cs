namespace OrleansFailover.Simulation.Kernel;

/// <summary>
/// The one thread of a simulated world. Time stands still while anything can run; then it jumps to the next event. Which of the things that
/// can run comes next is drawn from the seed, so a run is one schedule of many, and the same seed is the same schedule.
/// </summary>
internal sealed class EventLoop(Draw draw)
{
    private readonly PriorityQueue<Action, (long Due, long Order)> events = new();
    private readonly List<Work> ready = [];
    private readonly int thread = Environment.CurrentManagedThreadId;
    private Exception? failure;
    private long order;

    /// <summary>The time since the world began, as nobody in it can see it.</summary>
    public TimeSpan Now { get; private set; }

    /// <summary>How many steps were taken.</summary>
    public long Steps { get; private set; }

    /// <summary>Changes with every step; two runs with the same one took the same steps at the same times.</summary>
    public ulong Digest { get; private set; } = 14695981039346656037UL;

    /// <summary>Where every order is tried: who chooses. Else null, and latencies decide.</summary>
    public IStepChooser? Chooser { get; set; }

    /// <summary>Ends the run with an error of the simulation itself.</summary>
    public void Fail(Exception exception) => failure ??= exception;

    /// <summary>Does something later, outside of every process: what a network, a disk or a person does.</summary>
    public void After(TimeSpan delay, Action action) =>
        events.Enqueue(action, ((Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero)).Ticks, order++));

    /// <summary>Makes a continuation of a process ready to run.</summary>
    public void Ready(Life life, SendOrPostCallback callback, object? state)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            throw new InvalidOperationException($"A continuation of {life.Name} came from a thread that is not the simulation's.");
        }

        ready.Add(new(life, callback, state));
    }

    /// <summary>Runs until the time is up or <paramref name="over"/> says so, which is asked after every event.</summary>
    public void RunUntil(TimeSpan end, Func<bool>? over = null)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            while (true)
            {
                RunReady();
                if (failure is not null)
                {
                    throw new InvalidOperationException($"The simulation is broken: {failure.Message}", failure);
                }

                if (Chooser?.TakeOne() == true)
                {
                    // So that of two things one is first.
                    Now += TimeSpan.FromMicroseconds(1);
                    continue;
                }

                if (over?.Invoke() == true)
                {
                    return;
                }

                if (!events.TryPeek(out _, out var next) || next.Due > end.Ticks)
                {
                    Now = end > Now ? end : Now;
                    return;
                }

                var action = events.Dequeue();
                Now = TimeSpan.FromTicks(Math.Max(Now.Ticks, next.Due));
                Count((ulong)next.Order);
                action();
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>Runs what is ready, and what that makes ready.</summary>
    public void RunReady()
    {
        while (ready.Count > 0)
        {
            var index = ready.Count == 1 ? 0 : draw.Below(ready.Count);
            var work = ready[index];
            ready[index] = ready[^1];
            ready.RemoveAt(ready.Count - 1);
            Count((ulong)index);
            work.Life.Run(work.Callback, work.State);
        }
    }

    private void Count(ulong what)
    {
        Steps++;
        Digest = (Digest ^ (what + ((ulong)Now.Ticks << 20))) * 1099511628211UL;
    }

    private readonly record struct Work(Life Life, SendOrPostCallback Callback, object? State);
}
