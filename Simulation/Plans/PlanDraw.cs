using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Faults;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Mutants;

namespace OrleansFailover.Simulation.Plans;

/// <summary>Draws a plan from a seed.</summary>
internal static class PlanDraw
{
    // Until both regions have refilled each other and the edge prefers them.
    private static readonly TimeSpan Ready = TimeSpan.FromSeconds(5);

    // From a message's sending until its reply is recorded.
    private static readonly TimeSpan MostOnTheWay = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan LeastLoss = TimeSpan.FromSeconds(2.5);

    private static readonly FaultKind[] Often = [FaultKind.RegionLoss, FaultKind.RegionLoss, FaultKind.RegionLoss, FaultKind.SiloRestart];

    public static SimulationPlan Of(ulong seed, Mutant mutant = Mutant.None, Pace? pace = null)
    {
        var draw = Draw.Of(seed, "plan");
        pace ??= draw.Chance(0.75) ? Pace.Minutes : Pace.Hours;
        var span = TimeSpan.FromSeconds(draw.Between(8, 40)) * pace.Factor;
        var rests = Draw.Of(seed, "rests");
        var plan = new SimulationPlan
        {
            Seed = seed,
            Pace = pace,
            Mutant = mutant,
            Lag = Lag(draw, pace),
            EveryRegion = draw.Chance(0.5) ? draw.Part() * 0.3 : 0,
            Redelivered = draw.Chance(0.6) ? draw.Part() * 0.4 : 0,
            StatusesLate = draw.Chance(0.3) ? draw.Part() * 0.5 : 0,
            StatusesLost = draw.Chance(0.2) ? draw.Part() * 0.3 : 0,
            Customers = Customers(draw, rests, Ready * pace.Factor, span),
            Faults = Faults(draw, pace, span),
        };
        return plan with { Faults = [.. plan.Faults.Select(fault => Later(fault, plan, rests)).OrderBy(fault => fault.At)] };
    }

    // Also when somebody has rested, or is about to rest again; then often one that moves webhooks to the other region while grains stay where they are.
    private static Fault Later(Fault fault, SimulationPlan plan, Draw rests) =>
        rests.Chance(0.5) && fault.AfterMessages == 0 && plan.Customers.Any(customer => customer.RestsAt is not null)
            ? fault with { At = fault.At + (plan.Pace.Rest(1) * rests.Part()), Kind = rests.Chance(0.5) ? FaultKind.GatewayRestart : fault.Kind }
            : fault;

    // 50 ms to half an hour, or to half a day where an hour is nothing.
    private static TimeSpan Lag(Draw draw, Pace pace) =>
        draw.OneOf(TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60), TimeSpan.FromMinutes(30))
        * (draw.Chance(0.5) ? 1 : pace.Factor);

    private static IReadOnlyList<CustomerTraits> Customers(Draw draw, Draw rests, TimeSpan start, TimeSpan span) =>
    [
        .. Enumerable.Range(0, draw.Between(1, 5)).Select(index => new CustomerTraits(
            index,
            start + (span * draw.Part() * 0.6),
            draw.Chance(0.5),
            draw.Chance(0.3) ? draw.Between(1, 4) : null,
            draw.Chance(0.2) ? draw.Between(2, 5) : null,
            draw.Chance(0.15) ? draw.Between(2, 4) : null,
            rests.Chance(0.5))),
    ];

    private static IReadOnlyList<Fault> Faults(Draw draw, Pace pace, TimeSpan span)
    {
        var all = Enum.GetValues<FaultKind>();
        return
        [
            .. Enumerable.Range(0, draw.Between(0, 4))
                .Select(_ => draw.Chance(0.5) ? Often[draw.Below(Often.Length)] : all[draw.Below(all.Length)])
                .Select(kind => DrawFault(draw, pace, kind, span))
                .OrderBy(fault => fault.At),
        ];
    }

    private static Fault DrawFault(Draw draw, Pace pace, FaultKind kind, TimeSpan span)
    {
        var slow = pace.Factor;
        var meetsMessage = draw.Chance(0.4);
        var duration = draw.OneOf(TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1.2), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(90))
            * (draw.Chance(0.8) ? slow : 1) * (0.5 + draw.Part());
        return new Fault
        {
            Kind = kind,
            Region = draw.Chance(0.65) ? 0 : 1,
            At = meetsMessage ? MostOnTheWay * draw.Part() : (Ready * slow) + (span * draw.Part()),
            AfterMessages = meetsMessage ? draw.Between(1, 8) : 0,
            For = duration,
            EmptiesRedis = draw.Chance(0.5),

            // A log is not lost in a moment that a region's life outlasts.
            LosesLog = draw.Chance(0.35) && duration > LeastLoss * slow,
            LosesReplication = draw.Chance(0.35),
            IsSilent = draw.Chance(0.6),
            Amount = draw.Part(),
        };
    }
}
