namespace OrleansFailover.Telemetry.Totals;

/// <summary>How the measurements of an instrument are brought together.</summary>
internal enum InstrumentKind
{
    /// <summary>They are added up.</summary>
    Counter,

    /// <summary>They are counted, added up and sorted by size.</summary>
    Histogram,

    /// <summary>The newest one counts.</summary>
    Gauge,
}
