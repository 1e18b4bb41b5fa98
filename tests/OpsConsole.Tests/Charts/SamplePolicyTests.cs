using OrleansFailover.OpsConsole.Charts;
using OrleansFailover.Telemetry.Totals;

namespace OrleansFailover.OpsConsole.Tests.Charts;

public sealed class SamplePolicyTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_TwoLooks_IsWhatHappenedInBetween()
    {
        var before = Look(0, Counter("webhook.received", 100), Acks("appended", fast: 90, slow: 10));
        var after = Look(10, Counter("webhook.received", 120), Acks("appended", fast: 109, slow: 10), Acks("not-taken", fast: 0, slow: 1));
        var lagBefore = Look(0, Counter("standby.replication.lag", 4, sum: 1));
        var lagAfter = Look(10, Counter("standby.replication.lag", 8, sum: 1.2), Counter("inbound_log.lag", 1, sum: 3, "1"), Counter("inbound_log.lag", 1, sum: 4, "2"));

        var sample = SamplePolicy.Of(Noon, before, after, lagBefore, lagAfter);

        Assert.Equal(2, sample.MessagesPerSecond);
        Assert.Equal(95, sample.SuccessRate);
        Assert.Equal(10, sample.AckP95);
        Assert.Equal(50, sample.ReplicationLag!.Value, 3);
        Assert.Equal(7, sample.LogLag);
        Assert.Null(sample.TurnP95);
    }

    [Fact]
    public void Of_HostThatWasRestartedInBetween_CountsFromItsStart()
    {
        var before = Look(0, Counter("webhook.received", 100));
        var after = Look(10, Counter("webhook.received", 10)) with { Since = Noon.AddSeconds(5) };

        Assert.Equal(2, SamplePolicy.Of(Noon, before, after, null, null).MessagesPerSecond);
    }

    [Fact]
    public void Of_HostThatDoesNotSay_IsAGap()
    {
        var look = Look(0, Counter("webhook.received", 100), Acks("appended", 1, 0));

        var sample = SamplePolicy.Of(Noon, look, null, look, null);

        Assert.Equal(new RegionSample(Noon, null, null, null, null, null, null), sample);
    }

    [Fact]
    public void Of_OneInTenIsSlow_TheSlowBucketIsTold()
    {
        var before = Look(0, Acks("appended", 0, 0));

        Assert.Equal(1000, SamplePolicy.Of(Noon, before, Look(1, Acks("appended", fast: 9, slow: 1)), null, null).AckP95);
        Assert.Equal(10, SamplePolicy.Of(Noon, before, Look(1, Acks("appended", fast: 99, slow: 1)), null, null).AckP95);
        Assert.Null(SamplePolicy.Of(Noon, before, before, null, null).AckP95);
    }

    private static MetricsSnapshot Look(int second, params MetricSeries[] series) => new(Noon.AddSeconds(second), Noon.AddHours(-1), series);

    private static MetricSeries Counter(string name, long count, double? sum = null, string? partition = null) =>
        new(name, partition is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["partition"] = partition }, count, sum ?? count, null);

    private static MetricSeries Acks(string outcome, long fast, long slow) => new(
        "webhook.ack.duration", new Dictionary<string, string> { ["outcome"] = outcome }, fast + slow, 0, [new(0.01, fast), new(1, slow), new(null, 0)]);
}
