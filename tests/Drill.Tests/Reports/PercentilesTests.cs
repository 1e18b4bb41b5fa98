using OrleansFailover.Drill.Reports;

namespace OrleansFailover.Drill.Tests.Reports;

public sealed class PercentilesTests
{
    [Fact]
    public void Of_Hundred_IsTheNearestRank() => Assert.Equal(
        new Percentiles(50, 99, 100), Percentiles.Of(Enumerable.Range(1, 100).Select(value => TimeSpan.FromMilliseconds(value))));

    [Fact]
    public void Of_Nothing_IsZero() => Assert.Equal(new Percentiles(0, 0, 0), Percentiles.Of([]));
}
