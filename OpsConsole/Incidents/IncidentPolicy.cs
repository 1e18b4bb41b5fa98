namespace OrleansFailover.OpsConsole.Incidents;

/// <summary>Makes incidents of signals. Pure: the order in which the signals came to be known does not matter, only their times.</summary>
internal static class IncidentPolicy
{
    /// <summary>
    /// An incident begins when a region is first seen down, or with the wait of the first message of it that another one took. It is restored with the first success elsewhere, or with the region's return when there was none.
    /// It ends with the return.
    /// </summary>
    /// <returns>Oldest first.</returns>
    public static IReadOnlyList<Incident> Of(IEnumerable<Signal> signals)
    {
        List<Incident> incidents = [];
        foreach (var signal in signals.OrderBy(signal => signal.At).ThenBy(signal => Rank(signal.Kind)))
        {
            var place = incidents.FindLastIndex(incident => incident.Region == signal.Region && incident.IsOpen);
            if (place >= 0)
            {
                incidents[place] = Next(incidents[place], signal);
            }
            else if (signal.Kind is SignalKind.Down)
            {
                incidents.Add(new(signal.Region, signal.At, null, null, null));
            }
            else if (signal.Kind is SignalKind.TakenElsewhere)
            {
                incidents.Add(new(signal.Region, signal.At - signal.Waited, signal.At, signal.Elsewhere, null));
            }
        }

        return incidents;
    }

    /// <summary>The mean time to restore; null where nothing was restored yet.</summary>
    public static TimeSpan? MeanTimeToRestore(IEnumerable<Incident> incidents)
    {
        List<TimeSpan> times = [.. incidents.Select(incident => incident.TimeToRestore).OfType<TimeSpan>()];
        return times.Count == 0 ? null : TimeSpan.FromTicks((long)times.Average(time => time.Ticks));
    }

    private static Incident Next(Incident incident, Signal signal) => signal.Kind switch
    {
        SignalKind.ServedElsewhere or SignalKind.TakenElsewhere when incident.Restored is null => incident with { Restored = signal.At, RestoredBy = signal.Elsewhere },
        SignalKind.Up => incident with { Restored = incident.Restored ?? signal.At, RestoredBy = incident.RestoredBy ?? signal.Region, Returned = signal.At },
        _ => incident,
    };

    // At one moment: first what begins, then what restores, then what ends.
    private static int Rank(SignalKind kind) => kind switch
    {
        SignalKind.Down => 0,
        SignalKind.Up => 2,
        _ => 1,
    };
}
