namespace OrleansFailover.Load.Results;

/// <summary>What a target takes, in each region unless it says otherwise. Null where a figure was not measured. The formulas stand in docs/scale.md.</summary>
internal sealed record ScaleNeed
{
    private const double TurnProcessors = 2;
    private const double EventsOfAThroughputUnit = 1000;
    private const double LeastRequestUnits = 400;
    private const double RequestUnitStep = 100;
    private const double Gigabyte = 1e9;
    private const double Hours = 730;

    public double? GatewayProcessors { get; private init; }

    public double? SiloProcessors { get; private init; }

    public required double ThroughputUnits { get; init; }

    public double? RequestUnits { get; private init; }

    /// <summary>Heap of warm conversations, GB.</summary>
    public double? WarmGigabytes { get; private init; }

    /// <summary>GB between the regions in a month, both ways.</summary>
    public double? BetweenRegionsGigabytes { get; private init; }

    /// <summary>US dollars a month for all regions together, under the assumed prices; Redis, storage and the channel's fees are not in it.</summary>
    public double? Usd { get; private init; }

    public static ScaleNeed Of(ScaleTarget target, Figures figures, Assumptions assumed)
    {
        var eventsOfAMessage = 1 + assumed.StatusesOfAReply;
        var gateways = Ceiling(target.Peak * eventsOfAMessage / (figures.Acks * assumed.BusyShare));
        var silos = Ceiling(target.Peak * TurnProcessors / (figures.Turns * assumed.BusyShare));
        var throughputUnits = Math.Max(1, Math.Ceiling(target.Peak * eventsOfAMessage / EventsOfAThroughputUnit));
        var units = Ceiling(target.Peak * figures.Units / RequestUnitStep) * RequestUnitStep;
        units = units is { } least ? Math.Max(LeastRequestUnits, least) : null;
        var warm = target.Peak / assumed.MessagesOfAConversation * assumed.WarmMinutes * 60;
        var peers = assumed.Regions - 1;
        var between = ((target.Monthly * (figures.Replicated + figures.Copied)) + (figures.Rest * ScaleTarget.MonthSeconds)) / Gigabyte * peers;
        var perRegion = ((gateways + silos) * assumed.UsdPerProcessorHour * Hours)
            + (units / 100 * assumed.UsdPer100RequestUnitsHour * Hours)
            + (throughputUnits * assumed.UsdPerThroughputUnitHour * Hours);
        return new()
        {
            GatewayProcessors = gateways,
            SiloProcessors = silos,
            ThroughputUnits = throughputUnits,
            RequestUnits = units,
            WarmGigabytes = warm * figures.Heap / Gigabyte,
            BetweenRegionsGigabytes = between,
            Usd = (perRegion * assumed.Regions)
                + (target.Monthly * eventsOfAMessage / 1e6 * assumed.UsdPerMillionLogEvents)
                + (between * assumed.UsdPerGigabyteBetweenRegions),
        };
    }

    private static double? Ceiling(double? value) => value is { } known ? Math.Ceiling(known) : null;
}
