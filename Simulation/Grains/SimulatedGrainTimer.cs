namespace OrleansFailover.Simulation.Grains;

/// <summary>A grain's timer: each tick waits its turn with the grain's other requests, and the next one is armed when it is over.</summary>
internal sealed class SimulatedGrainTimer : IGrainTimer
{
    private readonly Activation activation;
    private readonly Func<CancellationToken, Task> callback;
    private readonly ITimer timer;
    private TimeSpan period;
    private bool isOver;

    public SimulatedGrainTimer(Activation activation, TimeProvider time, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        (this.activation, this.callback, period) = (activation, callback, options.Period);
        timer = time.CreateTimer(_ => activation.Life.Do(Tick), null, options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        this.period = period;
        timer.Change(dueTime, Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        isOver = true;
        timer.Dispose();
    }

    private async void Tick()
    {
        await activation.TickAsync(() => isOver ? Task.CompletedTask : callback(CancellationToken.None));
        if (!isOver && period > TimeSpan.Zero)
        {
            timer.Change(period, Timeout.InfiniteTimeSpan);
        }
    }
}
