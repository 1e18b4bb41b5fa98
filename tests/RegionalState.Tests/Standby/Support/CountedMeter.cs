using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace OrleansFailover.RegionalState.Tests.Standby.Support;

/// <summary>The sums of the counters of one region.</summary>
internal sealed class CountedMeter : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentDictionary<string, long> sums = new();

    public CountedMeter(IMeterFactory factory)
    {
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        listener.Start();
    }

    public long Of(string counter) => sums.GetValueOrDefault(counter);

    public void Dispose() => listener.Dispose();
}
