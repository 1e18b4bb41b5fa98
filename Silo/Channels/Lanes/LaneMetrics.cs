using System.Diagnostics.Metrics;

namespace OrleansFailover.Silo.Channels.Lanes;

/// <summary>What holds replies back on their way to the channels.</summary>
public sealed class LaneMetrics
{
    public const string MeterName = "OrleansFailover.Channels";

    private readonly Counter<long> waits;
    private readonly Counter<long> pauses;
    private readonly UpDownCounter<long> paused;

    public LaneMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        waits = meter.CreateCounter<long>("channel.send.waits", "{reply}", "Replies that had to wait before they were sent, by channel and reason.");
        pauses = meter.CreateCounter<long>("channel.number.pauses", "{pause}", "Pauses of a business number whose token, permission or account was refused, by channel and reason.");
        paused = meter.CreateUpDownCounter<long>("channel.numbers.paused", "{number}", "Business numbers that are paused now, by channel.");
    }

    public void SendWaits(string channel, string reason) =>
        waits.Add(1, new KeyValuePair<string, object?>("channel", channel), new KeyValuePair<string, object?>("reason", reason));

    public void NumberPaused(string channel, string reason)
    {
        pauses.Add(1, new KeyValuePair<string, object?>("channel", channel), new KeyValuePair<string, object?>("reason", reason));
        paused.Add(1, new KeyValuePair<string, object?>("channel", channel));
    }

    public void NumberResumed(string channel) => paused.Add(-1, new KeyValuePair<string, object?>("channel", channel));
}
