using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.Simulation.Redis;

/// <summary>The circuit of one Redis as one process sees it, under the same options as the real one, on the simulated clock.</summary>
internal sealed class SimulatedCircuit(StandbyOptions options, Func<TimeSpan> now)
{
    private readonly Queue<(TimeSpan At, bool Failed)> window = new();
    private TimeSpan openedAt;
    private bool probing;

    public bool IsOpen { get; private set; }

    /// <summary>False while the Redis is spared. After the break one call may try.</summary>
    public bool TryEnter()
    {
        if (!IsOpen)
        {
            return true;
        }

        if (probing || now() - openedAt < options.CircuitBreak)
        {
            return false;
        }

        return probing = true;
    }

    public void Report(bool failed)
    {
        if (IsOpen)
        {
            if (probing)
            {
                probing = false;
                IsOpen = failed;
                openedAt = now();
            }

            return;
        }

        window.Enqueue((now(), failed));
        while (window.Peek().At < now() - options.CircuitSampling)
        {
            window.Dequeue();
        }

        if (!failed || window.Count < options.CircuitMinimumThroughput)
        {
            return;
        }

        if (window.Count(call => call.Failed) >= window.Count * options.CircuitFailureRatio)
        {
            IsOpen = true;
            openedAt = now();
            window.Clear();
        }
    }

    /// <summary>A heartbeat got through.</summary>
    public void Close() => (IsOpen, probing) = (false, false);
}
