namespace OrleansFailover.Simulation.Kernel;

/// <summary>
/// One process from its start to its end. It is the synchronization context of everything that runs in it: when it ends, no continuation of
/// it ever runs again, as after SIGKILL; while it stands still, they wait, as after SIGSTOP.
/// </summary>
internal sealed class Life(string name, EventLoop loop) : SynchronizationContext
{
    private List<(SendOrPostCallback Callback, object? State)>? held;
    private List<Action>? ended;

    public string Name => name;

    public EventLoop Loop => loop;

    public bool IsAlive => EndedAt is null;

    /// <summary>When it ended, or null.</summary>
    public TimeSpan? EndedAt { get; private set; }

    /// <summary>True once another process has taken its place while it lived on.</summary>
    public bool IsReplaced { get; set; }

    /// <summary>When it stood still last, or null.</summary>
    public TimeSpan? PausedAt { get; private set; }

    /// <summary>True while the process stands still.</summary>
    public bool IsPaused => held is not null;

    /// <summary>Runs something in this process as soon as it can.</summary>
    public void Do(Action action) => Post(static state => ((Action)state!)(), action);

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsAlive)
        {
            return;
        }

        if (held is not null)
        {
            held.Add((d, state));
            return;
        }

        loop.Ready(this, d, state);
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing in a simulation may block.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs a continuation, unless the process ended or stopped since it became ready.</summary>
    public void Run(SendOrPostCallback callback, object? state)
    {
        if (!IsAlive)
        {
            return;
        }

        if (held is not null)
        {
            held.Add((callback, state));
            return;
        }

        SetSynchronizationContext(this);
        try
        {
            callback(state);
        }
        finally
        {
            SetSynchronizationContext(null);
        }
    }

    /// <summary>Says when the process has ended: its connections break.</summary>
    public void WhenEnded(Action action)
    {
        if (IsAlive)
        {
            (ended ??= []).Add(action);
        }
        else
        {
            action();
        }
    }

    public void End()
    {
        if (!IsAlive)
        {
            return;
        }

        EndedAt = loop.Now;
        held = null;
        var actions = ended;
        ended = null;
        actions?.ForEach(action => action());
    }

    public void Pause()
    {
        held ??= [];
        PausedAt = loop.Now;
    }

    public void Resume()
    {
        var waiting = held;
        held = null;
        waiting?.ForEach(each => Post(each.Callback, each.State));
    }
}
