using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OrleansFailover.Telemetry.Totals;

/// <summary>Keeps the totals of a few instruments of this host, for whoever asks without a collector of metrics. Thread-safe.</summary>
internal sealed class MeterTotals : IDisposable
{
    // What the charts of the console are made of.
    private static readonly HashSet<string> Chosen = new(StringComparer.Ordinal)
    {
        "conversation.reply.sends",
        "conversation.turn.duration",
        "dead_letters.waiting",
        "inbound_log.delivered",
        "inbound_log.lag",
        "standby.replication.lag",
        "webhook.ack.duration",
        "webhook.received",
    };

    private readonly ConcurrentDictionary<Instrument, InstrumentTotals> instruments = new();
    private readonly MeterListener listener = new();
    private readonly Lock reading = new();
    private readonly IMeterFactory meters;
    private readonly TimeProvider time;
    private readonly DateTimeOffset since;

    public MeterTotals(IMeterFactory meters, TimeProvider time)
    {
        (this.meters, this.time, since) = (meters, time, time.GetUtcNow());
        listener.InstrumentPublished = Listen;
        listener.SetMeasurementEventCallback<int>(static (_, value, tags, totals) => ((InstrumentTotals)totals!).Add(value, tags));
        listener.SetMeasurementEventCallback<long>(static (_, value, tags, totals) => ((InstrumentTotals)totals!).Add(value, tags));
        listener.SetMeasurementEventCallback<double>(static (_, value, tags, totals) => ((InstrumentTotals)totals!).Add(value, tags));
        listener.Start();
    }

    public MetricsSnapshot Take()
    {
        lock (reading)
        {
            foreach (var totals in instruments.Values.Where(static totals => totals.Kind is InstrumentKind.Gauge))
            {
                totals.Clear();
            }

            try
            {
                listener.RecordObservableInstruments();
            }
            catch (AggregateException)
            {
                // A gauge that cannot be read is not shown; the others are.
            }

            return new(time.GetUtcNow(), since, [.. instruments.Values.SelectMany(static totals => totals.Take())]);
        }
    }

    public void Dispose() => listener.Dispose();

    // Of this host alone: a process may run several.
    private void Listen(Instrument instrument, MeterListener measuring)
    {
        if (Chosen.Contains(instrument.Name) && ReferenceEquals(instrument.Meter.Scope, meters))
        {
            measuring.EnableMeasurementEvents(instrument, instruments.GetOrAdd(instrument, static instrument => new(instrument.Name, KindOf(instrument))));
        }
    }

    private static InstrumentKind KindOf(Instrument instrument) => instrument switch
    {
        { IsObservable: true } => InstrumentKind.Gauge,
        Histogram<double> => InstrumentKind.Histogram,
        _ => InstrumentKind.Counter,
    };
}
