using System.Text;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.FailoverEvents;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>The log: one line an event, whose message is the JSON and nothing else. Category <c>OrleansFailover.FailoverEvents</c>.</summary>
internal sealed class FailoverEventLines(ILoggerFactory loggers) : IFailoverEventSink
{
    public const string Category = "OrleansFailover.FailoverEvents";

    private readonly ILogger logger = loggers.CreateLogger(Category);

    public string Place => "log";

    public void Write(FailoverEvent failoverEvent, byte[] json)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            Log.FailoverEvent(logger, Encoding.UTF8.GetString(json));
        }
    }
}
