using System.Collections.Concurrent;

namespace OrleansFailover.Grains.Interfaces.Diagnostics;

/// <summary>
/// Lets one log line of a kind through in an interval and counts the others, so that an outage that meets every webhook or event does not fill the
/// log. What was left out last is told with the next line; the metrics hold the exact numbers at any time. Thread-safe. Kinds must be few.
/// </summary>
public sealed class LineLimit(TimeSpan interval, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Line> lines = new(StringComparer.Ordinal);

    /// <summary>How often a warning is let through that every webhook or event of an outage would write.</summary>
    public static TimeSpan PerSecond { get; } = TimeSpan.FromSeconds(1);

    /// <summary>Null when the line is to be left out.</summary>
    public PassedLine? TryPass(string kind, long count = 1)
    {
        var line = lines.GetOrAdd(kind, static _ => new());
        lock (line)
        {
            line.Count += count;
            if (line.Last is { } last && time.GetElapsedTime(last) < interval)
            {
                line.Suppressed++;
                return null;
            }

            var passed = new PassedLine(line.Count, line.Suppressed);
            (line.Last, line.Count, line.Suppressed) = (time.GetTimestamp(), 0, 0);
            return passed;
        }
    }

    private sealed class Line
    {
        public long? Last { get; set; }

        public long Count { get; set; }

        public int Suppressed { get; set; }
    }
}
