using System.Diagnostics.Metrics;

namespace OrleansFailover.WebhookGateway.Spool;

/// <summary>What the spool counts.</summary>
internal sealed class SpoolMetrics
{
    public const string MeterName = "OrleansFailover.WebhookGateway.Spool";

    private readonly Meter meter;
    private readonly Counter<long> written;
    private readonly Counter<long> flushes;
    private readonly Counter<long> drained;
    private readonly Counter<long> drainFailures;
    private readonly Counter<long> damaged;
    private readonly Counter<long> torn;
    private readonly Counter<long> full;

    public SpoolMetrics(IMeterFactory meterFactory)
    {
        meter = meterFactory.Create(MeterName);
        written = meter.CreateCounter<long>("spool.written", "{webhook}", "Webhooks that were put on the disk, by lane.");
        flushes = meter.CreateCounter<long>("spool.flushes", "{flush}", "Flushes to the disk, by lane; one may stand for many webhooks.");
        drained = meter.CreateCounter<long>("spool.drained", "{webhook}", "Webhooks that went on from the disk, by lane.");
        drainFailures = meter.CreateCounter<long>("spool.drain_failures", "{attempt}", "Attempts to drain a webhook that nothing took yet, by lane.");
        damaged = meter.CreateCounter<long>("spool.damaged", "By", "Bytes that were set aside because a record before them or in them is damaged, by lane.");
        torn = meter.CreateCounter<long>("spool.torn", "By", "Bytes of unfinished writes that were cut off at start, by lane.");
        full = meter.CreateCounter<long>("spool.full", "{webhook}", "Webhooks that the spool had no room for, by lane.");
    }

    public void Written(SpoolLaneName lane, int webhooks)
    {
        written.Add(webhooks, Tag(lane));
        flushes.Add(1, Tag(lane));
    }

    public void Drained(SpoolLaneName lane) => drained.Add(1, Tag(lane));

    public void DrainFailed(SpoolLaneName lane) => drainFailures.Add(1, Tag(lane));

    public void Damaged(SpoolLaneName lane, long bytes) => damaged.Add(bytes, Tag(lane));

    public void Torn(SpoolLaneName lane, long bytes) => torn.Add(bytes, Tag(lane));

    public void Full(SpoolLaneName lane) => full.Add(1, Tag(lane));

    public void ObserveUsed(Func<long> used) => meter.CreateObservableGauge("spool.used", used, "By", "Bytes of the spool's bound that are in use.");

    private static KeyValuePair<string, object?> Tag(SpoolLaneName lane) => new("lane", lane is SpoolLaneName.Webhooks ? "webhooks" : "letters");
}
