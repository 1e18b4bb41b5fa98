using System.Diagnostics.Metrics;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>What the regional store does, as metrics under <see cref="MeterName"/>. Safe for concurrent use.</summary>
internal sealed class RegionalStoreMetrics
{
    public const string MeterName = "OrleansFailover.RegionalState.Store";

    private readonly Counter<long> writes;
    private readonly Counter<long> lostETags;
    private readonly Counter<long> unknownOutcomes;
    private readonly Counter<long> foldedCopies;
    private readonly Histogram<int> documentBytes;
    private readonly Counter<double> requestCharge;

    public RegionalStoreMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        writes = meter.CreateCounter<long>("regional_store.writes", "{write}", "Writes that the store accepted.");
        lostETags = meter.CreateCounter<long>("regional_store.lost_etags", "{write}", "Writes that lost their ETag to another write of this region.");
        unknownOutcomes = meter.CreateCounter<long>("regional_store.unknown_outcomes", "{write}", "Writes of which nobody knows whether they are stored.");
        foldedCopies = meter.CreateCounter<long>("regional_store.folded_copies", "{copy}", "Standby copies joined into this region's own documents.");
        documentBytes = meter.CreateHistogram<int>("regional_store.document_size", "By", "Size of the documents sent.");
        requestCharge = meter.CreateCounter<double>("regional_store.request_charge", "{request_unit}", "Request units charged by the store.");
    }

    public void WriteAccepted() => writes.Add(1);

    public void ETagLost() => lostETags.Add(1);

    public void OutcomeUnknown() => unknownOutcomes.Add(1);

    public void CopyFolded() => foldedCopies.Add(1);

    public void DocumentSent(int bytes) => documentBytes.Record(bytes);

    public void Charged(double requestUnits) => requestCharge.Add(requestUnits);
}
