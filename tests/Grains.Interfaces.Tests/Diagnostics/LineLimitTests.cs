using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Grains.Interfaces.Diagnostics;

namespace OrleansFailover.Grains.Interfaces.Tests.Diagnostics;

public sealed class LineLimitTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly LineLimit limit;

    public LineLimitTests() => limit = new(TimeSpan.FromSeconds(1), clock);

    [Fact]
    public void TryPass_ManyInOneInterval_OnePassesAndTheNextTellsOfTheRest()
    {
        Assert.Equal(new PassedLine(3, 0), limit.TryPass("a", 3));
        for (var i = 0; i < 99; i++)
        {
            clock.Advance(TimeSpan.FromMilliseconds(10));
            Assert.Null(limit.TryPass("a", 2));
        }

        clock.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Equal(new PassedLine(199, 99), limit.TryPass("a"));
        Assert.Null(limit.TryPass("a"));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new PassedLine(2, 1), limit.TryPass("a"));
    }

    [Fact]
    public void TryPass_TwoKinds_DoNotHideOneAnother()
    {
        Assert.NotNull(limit.TryPass("a"));
        Assert.NotNull(limit.TryPass("b"));
        Assert.Null(limit.TryPass("a"));
    }

    [Fact]
    public void TryPass_ManyThreads_CountEveryLineOnce()
    {
        long count = 0;
        Parallel.For(0, 10_000, _ => Interlocked.Add(ref count, limit.TryPass("a")?.Count ?? 0));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(10_001, count + limit.TryPass("a")!.Value.Count);
    }
}
