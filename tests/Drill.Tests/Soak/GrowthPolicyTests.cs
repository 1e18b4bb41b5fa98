using OrleansFailover.Drill.Soak;

namespace OrleansFailover.Drill.Tests.Soak;

public sealed class GrowthPolicyTests
{
    private const double Megabyte = 1 << 20;

    private static readonly HashSet<string> StandIns = ["eastus/LocalCloud"];

    [Fact]
    public void Of_NoiseAroundALevel_IsFlat()
    {
        var growth = GrowthPolicy.Of("edge", Measure.Memory, [.. Enumerable.Range(0, 60).Select(i => (200 + ((i % 7) * 10)) * Megabyte)])!;

        Assert.True(growth.IsFlat);
        Assert.Equal((230 * Megabyte, 230 * Megabyte, 260 * Megabyte), (growth.Early, growth.Late, growth.Highest));
    }

    [Theory]
    [InlineData(Measure.Memory, 200.0 * (1 << 20), 3.0 * (1 << 20))]
    [InlineData(Measure.Threads, 30.0, 1.0)]
    [InlineData(Measure.Handles, 200.0, 4.0)]
    [InlineData(Measure.Document, 8192.0, 200.0)]
    public void Of_AValueThatRises_Grows(Measure measure, double from, double step) =>
        Assert.False(GrowthPolicy.Of("edge", measure, [.. Enumerable.Range(0, 60).Select(i => from + (i * step))])!.IsFlat);

    [Fact]
    public void Of_OneHighValue_IsFlat() =>
        Assert.True(GrowthPolicy.Of("edge", Measure.Handles, [.. Enumerable.Repeat(100.0, 29), 5000.0])!.IsFlat);

    [Fact]
    public void Of_TooFewValues_ShowsNothing() =>
        Assert.Null(GrowthPolicy.Of("edge", Measure.Memory, [.. Enumerable.Range(0, GrowthPolicy.Fewest - 1).Select(i => i * 1e9)]));

    [Fact]
    public void OfProcesses_ThatHaveJustStartedOrAreStandIns_AreLeftOut()
    {
        IEnumerable<ProcessSample> samples =
        [
            .. Enumerable.Range(0, 30).Select(i => new ProcessSample("eastus/Silo", i, i, 2, i * 100_000_000L, 30, 200)),
            .. Enumerable.Range(0, 30).Select(i => new ProcessSample("eastus/LocalCloud", 1, i, 60, i * 100_000_000L, 30, 200)),
            .. Enumerable.Range(0, 30).Select(i => new ProcessSample("edge", 2, i, 60, 100_000_000L, 30, 200 + (10 * i))),
        ];

        var growth = GrowthPolicy.OfProcesses(samples, StandIns).ToList();

        Assert.All(growth, each => Assert.Equal("edge", each.Part));
        Assert.Equal([true, true, false], growth.OrderBy(each => each.Measure).Select(each => each.IsFlat));
    }
}
