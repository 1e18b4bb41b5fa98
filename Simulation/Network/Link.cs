using OrleansFailover.Simulation.Kernel;

namespace OrleansFailover.Simulation.Network;

/// <summary>
/// One connection of a process to a service. Requests arrive in the order in which they were sent, and so do answers. A request that was
/// sent may arrive although its process has ended since; an answer may be lost although the request was carried out.
/// </summary>
/// <param name="name">What is at its other end; two links of one name touch the same thing.</param>
/// <param name="reach">Asked when the request arrives and when the answer leaves.</param>
/// <param name="latency">Of one way.</param>
internal sealed class Link(string name, Func<Reach> reach, Func<TimeSpan> latency)
{
    private TimeSpan lastArrival;
    private TimeSpan lastAnswer;

    public string Name => name;

    /// <summary>Sends a request.</summary>
    /// <param name="bound">How long the caller waits.</param>
    /// <param name="effect">What the service does, in one step.</param>
    /// <param name="answered">Called with the answer, unless the caller's process has ended.</param>
    /// <param name="lost">Called when no answer came within the bound, or nobody listens.</param>
    public void Call<T>(Life life, TimeSpan bound, Func<T> effect, Action<T> answered, Action lost)
    {
        var loop = life.Loop;
        if (loop.Chooser is { } chooser)
        {
            chooser.Offer(new(life, name, () => Complete(effect, answered, lost)));
            return;
        }

        var deadline = loop.Now + bound;
        lastArrival = Later(lastArrival, loop.Now + latency());
        loop.After(lastArrival - loop.Now, () =>
        {
            var there = reach();
            if (there != Reach.Open)
            {
                loop.After(there == Reach.Refused ? TimeSpan.Zero : deadline - loop.Now, lost);
                return;
            }

            var result = effect();
            lastAnswer = Later(lastAnswer, loop.Now + latency());
            if (lastAnswer > deadline)
            {
                loop.After(deadline - loop.Now, lost);
                return;
            }

            loop.After(lastAnswer - loop.Now, () =>
            {
                if (reach() == Reach.Open)
                {
                    answered(result);
                }
                else
                {
                    loop.After(deadline - loop.Now, lost);
                }
            });
        });
    }

    /// <summary>The same as a task.</summary>
    /// <exception cref="TimeoutException">No answer came within the bound.</exception>
    public Task<T> CallAsync<T>(Life life, TimeSpan bound, Func<T> effect)
    {
        var answer = new TaskCompletionSource<T>();
        Call(life, bound, effect, result => answer.TrySetResult(result), () => answer.TrySetException(new TimeoutException($"{name} did not answer.")));
        return answer.Task;
    }

    private void Complete<T>(Func<T> effect, Action<T> answered, Action lost)
    {
        if (reach() == Reach.Open)
        {
            answered(effect());
        }
        else
        {
            lost();
        }
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
