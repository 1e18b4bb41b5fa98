using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace OrleansFailover.BusinessNumbers.Tests.Support;

/// <summary>A clock that the test moves, and that knows which loops wait for it: one that has not begun to wait yet would miss a step.</summary>
internal sealed class TestTime() : FakeTimeProvider(new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero))
{
    private readonly ConcurrentQueue<TimeSpan> periods = new();

    public int LoopsOf(TimeSpan period) => periods.Count(other => other == period);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        periods.Enqueue(period);
        return timer;
    }
}
