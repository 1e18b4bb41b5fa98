using OrleansFailover.Load.Results;

namespace OrleansFailover.Load.Tests;

public sealed class ScaleNeedTests
{
    private static readonly Assumptions Assumed = new(
        "of this test", "2026-01-01", UsdPer100RequestUnitsHour: 0.01, UsdPerGigabyteBetweenRegions: 0.02, UsdPerThroughputUnitHour: 0.03, UsdPerMillionLogEvents: 0.04,
        UsdPerProcessorHour: 0.05, PeakOverMean: 5, BusyShare: 0.5, StatusesOfAReply: 3, MessagesOfAConversation: 7, WarmMinutes: 120, Regions: 2);

    private static readonly Figures Measured = new(Acks: 4000, Turns: 500, Units: 8, Replicated: 3000, Copied: 7000, Rest: 0, Heap: 5000);

    [Fact]
    public void Of_AThousandASecond_FollowsTheFormulas()
    {
        var need = ScaleNeed.Of(ScaleTarget.PerSecond(1000), Measured, Assumed);

        // 1,000 messages and 3,000 statuses: 4,000 / (4,000 x 0.5), and 4,000 / 1,000 a unit.
        Assert.Equal(2, need.GatewayProcessors);
        Assert.Equal(4, need.ThroughputUnits);
        // 1,000 x 2 / (500 x 0.5)
        Assert.Equal(8, need.SiloProcessors);
        Assert.Equal(8000, need.RequestUnits);
        // 1,000 / 7 conversations a second for two hours, 5,000 bytes each.
        Assert.Equal(1000 / 7d * 7200 * 5000 / 1e9, need.WarmGigabytes!.Value, precision: 6);
        // 2.628e9 messages of 10,000 bytes.
        Assert.Equal(26_280, need.BetweenRegionsGigabytes!.Value, precision: 6);
        // Two regions of 730 h x (10 x 0.05 + 80 x 0.01 + 4 x 0.03), 10,512 million events, and the bytes.
        Assert.Equal((2 * 730 * 1.42) + (10_512 * 0.04) + (26_280 * 0.02), need.Usd!.Value, precision: 3);
    }

    [Fact]
    public void Of_AThirdRegion_CopiesToTwoPeersAndProvisionsThreeTimes()
    {
        var target = ScaleTarget.PerSecond(1000);
        var two = ScaleNeed.Of(target, Measured, Assumed);
        var three = ScaleNeed.Of(target, Measured, Assumed with { Regions = 3 });

        Assert.Equal(two.RequestUnits, three.RequestUnits);
        Assert.Equal(two.BetweenRegionsGigabytes * 2, three.BetweenRegionsGigabytes);
        Assert.True(three.Usd > two.Usd);
    }

    [Fact]
    public void Of_NotMeasured_IsNotAFigure()
    {
        var need = ScaleNeed.Of(ScaleTarget.PerSecond(1000), Measured with { Turns = null, Units = null }, Assumed);

        Assert.Null(need.SiloProcessors);
        Assert.Null(need.RequestUnits);
        Assert.Null(need.Usd);
        Assert.Equal(2, need.GatewayProcessors);
    }

    [Fact]
    public void Targets_DayAndMonth_HaveTheirPeak()
    {
        Assert.Equal(1_000_000 * 7 / 86_400d * 5, ScaleTarget.ConversationsPerDay(1_000_000, Assumed).Peak, precision: 6);
        Assert.Equal(100_000_000 / (730 * 3600d) * 5, ScaleTarget.PerMonth(100_000_000, Assumed).Peak, precision: 6);
    }
}
