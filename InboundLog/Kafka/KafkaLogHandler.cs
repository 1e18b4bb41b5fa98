using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace OrleansFailover.InboundLog.Kafka;

/// <summary>
/// Brings the lines of librdkafka to the logger. A client whose broker is gone writes several lines a second for as long as that lasts, so one line
/// a facility and ten seconds is let through, with the number of those that were left out.
/// </summary>
internal sealed class KafkaLogHandler(ILogger logger, TimeProvider timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Line> lines = new(StringComparer.Ordinal);

    public void Handle(LogMessage message)
    {
        var line = lines.GetOrAdd(message.Facility, static _ => new Line());
        int suppressed;
        lock (line)
        {
            if (line.Last is { } last && timeProvider.GetElapsedTime(last) < Interval)
            {
                line.Suppressed++;
                return;
            }

            line.Last = timeProvider.GetTimestamp();
            suppressed = line.Suppressed;
            line.Suppressed = 0;
        }

        if (message.Level <= SyslogLevel.Warning)
        {
            Log.KafkaWarning(logger, message.Name, message.Facility, message.Message, suppressed);
        }
        else
        {
            Log.KafkaDetail(logger, message.Name, message.Facility, message.Message, suppressed);
        }
    }

    private sealed class Line
    {
        public long? Last { get; set; }

        public int Suppressed { get; set; }
    }
}
