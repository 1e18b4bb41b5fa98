using OrleansFailover.Simulation.Kernel;

namespace OrleansFailover.Simulation.Store;

/// <summary>
/// The way from one replica to another: in order, late by the lag, not at all while either end is down or the way is cut. What is on its way
/// when the writing region is lost comes later, or never.
/// </summary>
internal sealed class Replication(EventLoop loop, Replica from, Replica to, Func<bool> isOpen)
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(250);

    private readonly Queue<(TimeSpan Due, Document Document)> waiting = new();
    private bool isScheduled;

    /// <summary>How long a write is on its way.</summary>
    public TimeSpan Lag { get; set; }

    /// <summary>True while nothing goes on.</summary>
    public bool IsPaused { get; set; }

    /// <summary>How many writes are on their way.</summary>
    public int Waiting => waiting.Count;

    /// <summary>Puts something on the way that was written before the world began.</summary>
    public void Precede(Document document, TimeSpan due)
    {
        waiting.Enqueue((due, document));
        Schedule(due);
    }

    public void Send(Document document)
    {
        waiting.Enqueue((loop.Now + Lag, document));
        Schedule(Lag);
    }

    /// <summary>The writes on their way are lost, also where they were made: that region comes back as the other one knows it.</summary>
    public void Lose()
    {
        foreach (var (_, document) in waiting)
        {
            if (to.Find(document.Key, document.Id) is { } known)
            {
                from.Put(known);
            }
            else
            {
                from.Remove(document.Key, document.Id);
            }
        }

        waiting.Clear();
    }

    private void Schedule(TimeSpan delay)
    {
        if (!isScheduled)
        {
            isScheduled = true;
            loop.After(delay, Go);
        }
    }

    private void Go()
    {
        isScheduled = false;
        while (waiting.TryPeek(out var next))
        {
            if (next.Due > loop.Now)
            {
                Schedule(next.Due - loop.Now);
                return;
            }

            if (IsPaused || !isOpen())
            {
                Schedule(TryAgain);
                return;
            }

            to.Put(waiting.Dequeue().Document);
        }
    }
}
