using OrleansFailover.Drill.Reports;

namespace OrleansFailover.Drill.Tests.Reports;

public sealed class SparklineTests
{
    [Fact]
    public void Count_Times_FallIntoTheirBuckets()
    {
        var times = new[] { -1, 0, 0.4, 0.5, 1.9, 2 }.Select(TimeSpan.FromSeconds);

        Assert.Equal([2, 1, 0, 1], Sparkline.Count(times, TimeSpan.Zero, TimeSpan.FromSeconds(0.5), 4));
    }

    [Fact]
    public void Draw_FewAgainstMany_IsNeverShownAsNothing() => Assert.Equal(" ▁▄█", Sparkline.Draw([0, 1, 50, 100], 100));
}
