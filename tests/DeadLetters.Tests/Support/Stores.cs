using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.DeadLetters.Storage;

namespace OrleansFailover.DeadLetters.Tests.Support;

/// <summary>A store over any folder with a clock that the test moves, and its counters.</summary>
internal sealed class Stores : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MeterListener listener = new();
    private readonly Dictionary<string, double> measured = [];

    public Stores()
    {
        var factory = services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, factory))
            {
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listener.Start();
        Metrics = new(factory, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(Letters.Start.AddHours(1));

    public DeadLetterMetrics Metrics { get; }

    public DeadLetterStore Over(IRecordFolder folder) => new(folder, Metrics, Clock, NullLogger<DeadLetterStore>.Instance);

    /// <summary>A counter's sum, or a gauge's last value, with the reason: <c>dead_letters.kept/loop</c>.</summary>
    public double Measured(string name)
    {
        listener.RecordObservableInstruments();
        lock (measured)
        {
            return measured.GetValueOrDefault(name);
        }
    }

    public void Dispose()
    {
        listener.Dispose();
        services.Dispose();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (measured)
        {
            var key = $"{instrument.Name}/{tags[0].Value}";
            measured[key] = instrument.IsObservable ? value : measured.GetValueOrDefault(key) + value;
        }
    }
}
