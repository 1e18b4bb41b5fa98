using System.Diagnostics.Metrics;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.Envelope;
using OrleansFailover.Residency.Sealing.Keys;

namespace OrleansFailover.Residency;

/// <summary>What is counted of sealed pieces.</summary>
internal sealed class ResidencyMetrics
{
    public const string MeterName = "OrleansFailover.Residency";

    private readonly Counter<long> sealedPieces;
    private readonly Counter<long> opened;
    private readonly Counter<long> unwraps;
    private readonly Counter<long> forgotten;

    public ResidencyMetrics(IMeterFactory meterFactory)
    {
        var meter = meterFactory.Create(MeterName);
        sealedPieces = meter.CreateCounter<long>("residency.pieces.sealed", "{piece}", "Pieces that were sealed, by recipient.");
        opened = meter.CreateCounter<long>("residency.pieces.opened", "{piece}", "Pieces that were to be opened, by outcome.");
        unwraps = meter.CreateCounter<long>("residency.keys.unwrapped", "{key}", "Data keys that were to be unwrapped, by source and outcome.");
        forgotten = meter.CreateCounter<long>("residency.conversations.forgotten", "{conversation}", "Conversations that were forgotten.");
    }

    public void Sealed(Recipient recipient) => sealedPieces.Add(1, new KeyValuePair<string, object?>("recipient", recipient is Recipient.Zone ? "zone" : "conversation"));

    public void Opened(OpenOutcome outcome) => opened.Add(1, new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void Unwrapped(string source, UnwrapOutcome outcome) =>
        unwraps.Add(1, new KeyValuePair<string, object?>("source", source), new KeyValuePair<string, object?>("outcome", outcome.ToString()));

    public void Forgotten() => forgotten.Add(1);
}
