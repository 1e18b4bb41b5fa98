using System.Diagnostics.Metrics;
using OrleansFailover.InboundLog.SetAside;

namespace OrleansFailover.InboundLog;

/// <summary>The instruments of the inbound log, meter <c>OrleansFailover.InboundLog</c>.</summary>
internal sealed class InboundLogMetrics
{
    public const string MeterName = "OrleansFailover.InboundLog";

    private readonly Meter meter;
    private readonly Counter<long> appended;
    private readonly Counter<long> appendFailures;
    private readonly Histogram<double> appendDuration;
    private readonly Counter<long> read;
    private readonly Counter<long> delivered;
    private readonly Counter<long> readAgain;
    private readonly Counter<long> missing;
    private readonly Counter<long> unreadable;
    private readonly Counter<long> undeliverable;
    private readonly Counter<long> commitFailures;

    public InboundLogMetrics(IMeterFactory meterFactory)
    {
        meter = meterFactory.Create(MeterName);
        appended = meter.CreateCounter<long>("inbound_log.appended", "{event}", "Events that the log acknowledged.");
        appendFailures = meter.CreateCounter<long>("inbound_log.append.failures", "{append}", "Appends of which at least one event was not acknowledged.");
        appendDuration = meter.CreateHistogram<double>("inbound_log.append.duration", "s", "From the call to the last acknowledgement.");
        read = meter.CreateCounter<long>("inbound_log.read", "{event}", "Records that were read.");
        delivered = meter.CreateCounter<long>("inbound_log.delivered", "{event}", "Events that their conversation took.");
        readAgain = meter.CreateCounter<long>("inbound_log.read_again", "{event}", "Records that this process had read before: what a handover repeats.");
        missing = meter.CreateCounter<long>("inbound_log.missing", "{event}", "Offsets that were gone from the log before they were read.");
        unreadable = meter.CreateCounter<long>("inbound_log.unreadable", "{event}", "Records that are no envelope this build can read.");
        undeliverable = meter.CreateCounter<long>("inbound_log.undeliverable", "{event}", "Events that were set aside because their conversation did not take them, by cause.");
        commitFailures = meter.CreateCounter<long>("inbound_log.commit.failures", "{commit}", "Commits of offsets that failed.");
    }

    public void Appended(int events, TimeSpan duration)
    {
        appended.Add(events);
        appendDuration.Record(duration.TotalSeconds);
    }

    public void AppendFailed() => appendFailures.Add(1);

    public void RecordRead(bool again)
    {
        read.Add(1);
        if (again)
        {
            readAgain.Add(1);
        }
    }

    public void EventDelivered() => delivered.Add(1);

    public void OffsetsMissing(long count) => missing.Add(count);

    public void EventUnreadable() => unreadable.Add(1);

    public void EventUndeliverable(SetAsideCause cause) => undeliverable.Add(1, new KeyValuePair<string, object?>("cause", cause.ToString()));

    public void CommitFailed() => commitFailures.Add(1);

    /// <summary>Reports the lag of each partition that this process reads: appended and not delivered.</summary>
    public void ObserveLag(Func<IEnumerable<Measurement<long>>> lag) =>
        meter.CreateObservableGauge("inbound_log.lag", lag, "{event}", "Events of a partition that are appended and not delivered yet.");
}
