using OrleansFailover.Telemetry.Totals;

namespace OrleansFailover.OpsConsole.Charts;

/// <summary>Makes a sample of two looks at the totals of a region's hosts. Pure.</summary>
internal static class SamplePolicy
{
    private const double Share = 0.95;

    public static RegionSample Of(DateTimeOffset at, MetricsSnapshot? gatewayBefore, MetricsSnapshot? gateway, MetricsSnapshot? siloBefore, MetricsSnapshot? silo)
    {
        var acks = Between(gatewayBefore, gateway, "webhook.ack.duration");
        var lag = Between(siloBefore, silo, "standby.replication.lag");
        return new(
            at,
            Rate(gatewayBefore, gateway, "webhook.received"),
            Quantile(acks),
            Quantile(Between(siloBefore, silo, "conversation.turn.duration")),
            SuccessRate(acks),
            lag is { Count: > 0 } && lag.Sum(series => series.Count) is > 0 and var count ? lag.Sum(series => series.Sum) / count * 1000 : null,
            silo?.Series.Where(series => series.Name == "inbound_log.lag").Sum(series => series.Sum));
    }

    // A host that was restarted in between counts from zero again: what it has is what happened since.
    private static List<MetricSeries>? Between(MetricsSnapshot? before, MetricsSnapshot? after, string name) => after is null || before is null ? null :
    [
        .. after.Series.Where(series => series.Name == name).Select(series => before.Since == after.Since
            && before.Series.FirstOrDefault(old => old.Name == name && Same(old.Tags, series.Tags)) is { } old ? Less(series, old) : series),
    ];

    private static double? Rate(MetricsSnapshot? before, MetricsSnapshot? after, string name) =>
        Between(before, after, name) is { } series && (after!.At - Later(before!.At, after.Since)).TotalSeconds is > 0 and var seconds ? series.Sum(one => one.Sum) / seconds : null;

    private static double? SuccessRate(List<MetricSeries>? acks) =>
        acks?.Sum(series => series.Count) is > 0 and var all ? 100.0 * acks.Where(series => series.Tags.GetValueOrDefault("outcome") != "not-taken").Sum(series => series.Count) / all : null;

    // The bound of the bucket in which the share is reached: what is told is true, and no finer than it is known.
    private static double? Quantile(List<MetricSeries>? histograms)
    {
        List<(double? UpTo, long Count)> buckets =
        [
            .. (histograms ?? []).SelectMany(series => series.Buckets ?? []).GroupBy(bucket => bucket.UpTo).OrderBy(group => group.Key ?? double.MaxValue)
                .Select(group => (group.Key, group.Sum(bucket => bucket.Count))),
        ];
        var wanted = buckets.Sum(bucket => bucket.Count) * Share;
        if (wanted <= 0)
        {
            return null;
        }

        var (reached, last) = (0L, 0.0);
        foreach (var (upTo, count) in buckets)
        {
            reached += count;
            last = upTo ?? last;
            if (reached >= wanted)
            {
                break;
            }
        }

        return last * 1000;
    }

    private static MetricSeries Less(MetricSeries after, MetricSeries before) => after with
    {
        Count = after.Count - before.Count,
        Sum = after.Sum - before.Sum,
        Buckets = after.Buckets?.Select((bucket, place) => bucket with { Count = bucket.Count - (before.Buckets is { } old && place < old.Count ? old[place].Count : 0) }).ToList(),
    };

    private static bool Same(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right) =>
        left.Count == right.Count && left.All(tag => right.TryGetValue(tag.Key, out var value) && value == tag.Value);

    private static DateTimeOffset Later(DateTimeOffset left, DateTimeOffset right) => left > right ? left : right;
}
