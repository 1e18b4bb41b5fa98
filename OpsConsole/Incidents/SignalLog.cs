using Microsoft.Extensions.Options;
using OrleansFailover.OpsConsole.Options;

namespace OrleansFailover.OpsConsole.Incidents;

/// <summary>The newest signals, in memory. Thread-safe.</summary>
internal sealed class SignalLog(IOptions<ConsoleOptions> options)
{
    private readonly Lock changing = new();
    private readonly List<Signal> signals = [];

    /// <summary>The incidents that the kept signals tell of, oldest first.</summary>
    public IReadOnlyList<Incident> Incidents
    {
        get
        {
            lock (changing)
            {
                return IncidentPolicy.Of(signals);
            }
        }
    }

    /// <summary>True while an incident of the region is open.</summary>
    public bool IsAway(string region) => Incidents.Any(incident => incident.Region == region && incident.IsOpen);

    public void Add(Signal signal)
    {
        lock (changing)
        {
            signals.Add(signal);
            if (signals.Count > options.Value.EventsKept)
            {
                signals.Remove(signals.MinBy(kept => kept.At)!);
            }
        }
    }

    /// <summary>Adds it unless one of its kind is known of the region since a time.</summary>
    public void AddOnce(Signal signal, DateTimeOffset since)
    {
        lock (changing)
        {
            if (!signals.Exists(kept => kept.Region == signal.Region && kept.Kind == signal.Kind && kept.At >= since))
            {
                Add(signal);
            }
        }
    }
}
