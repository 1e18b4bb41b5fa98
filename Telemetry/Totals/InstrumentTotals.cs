namespace OrleansFailover.Telemetry.Totals;

/// <summary>What one instrument has measured, by its tags. Thread-safe.</summary>
internal sealed class InstrumentTotals(string name, InstrumentKind kind)
{
    // An instrument with more sets of tags than this is not one that a chart shows; what comes on top is left out.
    private const int MaxSeries = 64;

    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60];

    private readonly Lock changing = new();
    private readonly Dictionary<string, SeriesTotal> series = new(StringComparer.Ordinal);

    public InstrumentKind Kind => kind;

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = KeyOf(tags);
        lock (changing)
        {
            if (!series.TryGetValue(key, out var total))
            {
                if (series.Count == MaxSeries)
                {
                    return;
                }

                series[key] = total = new(TagsOf(tags), kind is InstrumentKind.Histogram ? new long[Bounds.Length + 1] : null);
            }

            if (kind is InstrumentKind.Gauge)
            {
                (total.Count, total.Sum) = (1, value);
                return;
            }

            total.Count++;
            total.Sum += value;
            if (total.Buckets is { } buckets)
            {
                var place = Array.BinarySearch(Bounds, value);
                buckets[place < 0 ? ~place : place]++;
            }
        }
    }

    /// <summary>Before a gauge is read anew: what it no longer tells is gone.</summary>
    public void Clear()
    {
        lock (changing)
        {
            series.Clear();
        }
    }

    public IReadOnlyList<MetricSeries> Take()
    {
        lock (changing)
        {
            return [.. series.Values.Select(total => new MetricSeries(name, total.Tags, total.Count, total.Sum, BucketsOf(total.Buckets)))];
        }
    }

    private static MetricBucket[]? BucketsOf(long[]? counts) =>
        counts is null ? null : [.. counts.Select((count, place) => new MetricBucket(place < Bounds.Length ? Bounds[place] : null, count))];

    private static string KeyOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = "";
        foreach (var tag in tags)
        {
            key = $"{key}{tag.Key}={tag.Value};";
        }

        return key;
    }

    private static Dictionary<string, string> TagsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            read[tag.Key] = tag.Value?.ToString() ?? "";
        }

        return read;
    }

    private sealed class SeriesTotal(IReadOnlyDictionary<string, string> tags, long[]? buckets)
    {
        public IReadOnlyDictionary<string, string> Tags => tags;

        public long Count { get; set; }

        public double Sum { get; set; }

        public long[]? Buckets => buckets;
    }
}
