using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Diagnostics;

namespace OrleansFailover.InboundLog.Kafka;

/// <summary>
/// Brings the lines of librdkafka to the logger. A client whose broker is gone writes several lines a second for as long as that lasts, so one line
/// a facility and ten seconds is let through, with the number of those that were left out.
/// </summary>
internal sealed class KafkaLogHandler(ILogger logger, TimeProvider timeProvider)
{
    private readonly LineLimit lines = new(TimeSpan.FromSeconds(10), timeProvider);

    public void Handle(LogMessage message)
    {
        if (lines.TryPass(message.Facility) is not { } line)
        {
            return;
        }

        if (message.Level <= SyslogLevel.Warning)
        {
            Log.KafkaWarning(logger, message.Name, message.Facility, message.Message, line.Suppressed);
        }
        else
        {
            Log.KafkaDetail(logger, message.Name, message.Facility, message.Message, line.Suppressed);
        }
    }
}
