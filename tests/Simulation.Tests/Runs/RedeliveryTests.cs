using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Faults;
using OrleansFailover.Simulation.Mutants;
using OrleansFailover.Simulation.Plans;
using OrleansFailover.Simulation.Runs;

namespace OrleansFailover.Simulation.Tests.Runs;

/// <summary>
/// The channel brings everything again, partly to the other region, while the first one's store is out and holds the claims of what it cannot write: each event
/// keeps the place that it had when it was acked first. Also when nothing can be copied to the other region meanwhile, whose Redis is out of reach: the first one
/// tells it what it acked.
/// </summary>
public sealed class RedeliveryTests
{
    private const int Seeds = 60;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Redelivery_WhileAStoreIsOut_KeepsEveryPromise(bool uncopied)
    {
        for (var seed = 1UL; seed <= Seeds; seed++)
        {
            Play(Plan(seed, uncopied));
        }
    }

    /// <summary>Seeds with which a message that was said later was taken before one that was brought again, because a third one, seen long ago, was brought again behind it.</summary>
    [Theory]
    [InlineData(1193)]
    [InlineData(2053)]
    [InlineData(2574)]
    [InlineData(2673)]
    public void Redelivery_OfTwoWithOneBetween_KeepsTheirOrder(int seed) => Play(Plan((ulong)seed, uncopied: false));

    /// <summary>
    /// Seeds with which two silos of one region and the other region all read a message, and the silo that lost its ETag gave back the claim of the one that had
    /// won: both regions replied.
    /// </summary>
    [Theory]
    [InlineData(11)]
    [InlineData(267)]
    [InlineData(270)]
    [InlineData(295)]
    public void Redelivery_ToBothRegionsWhileASiloIsReplaced_IsAnsweredOnce(int seed) => Play(ToBoth((ulong)seed, FaultKind.SiloReplaced));

    public static TheoryData<string> Faults => [.. Enum.GetNames<FaultKind>()];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Redelivery_ToBothRegionsUnderAnyFault_KeepsEveryPromise(string kind)
    {
        for (var seed = 1UL; seed <= Seeds / 4; seed++)
        {
            var result = SimulationRun.Play(ToBoth(seed, Enum.Parse<FaultKind>(kind)));
            Assert.True(result.IsClean, result.IsClean ? "" : Report.Of(result));
        }
    }

    /// <summary>The controls.</summary>
    [Theory]
    [InlineData(nameof(Mutant.NewestPlace), false)]
    [InlineData(nameof(Mutant.NoOwnPending), true)]
    public void Redelivery_RuleTakenAway_SwapsMessages(string mutant, bool uncopied) => Assert.Contains(
        Enumerable.Range(1, Seeds),
        seed => SimulationRun.Play(Plan((ulong)seed, uncopied, Enum.Parse<Mutant>(mutant))).Findings.Any(finding => finding.Promise == "in-order"));

    // The outage begins within a second of one of the first answers; each customer sends two messages at once at one of them.
    internal static SimulationPlan Plan(ulong seed, bool uncopied, Mutant mutant = Mutant.None) => new()
    {
        Seed = seed,
        Pace = Pace.Minutes,
        Mutant = mutant,
        Lag = TimeSpan.FromSeconds(20),
        Redelivered = 1,
        Customers = [.. Enumerable.Range(0, 4).Select(index => new CustomerTraits(index, TimeSpan.FromSeconds(8 + (0.1 * index)), IsPatient: true, SendsTwoAt: 1 + (index % 2)))],
        Faults =
        [
            .. uncopied ? [new Fault { Kind = FaultKind.RedisOutage, Region = 1, At = TimeSpan.FromSeconds(7.5), For = TimeSpan.FromSeconds(30) }] : Array.Empty<Fault>(),
            new Fault { Kind = FaultKind.StoreOutage, Region = 0, At = TimeSpan.FromMilliseconds(seed % 7 * 150), AfterMessages = 4 + (int)(seed % 5), For = TimeSpan.FromSeconds(5) },
        ],
    };

    private static SimulationPlan ToBoth(ulong seed, FaultKind kind)
    {
        var plan = Plan(seed, uncopied: false);
        return plan with
        {
            EveryRegion = 0.4,
            Faults =
            [
                plan.Faults[0] with { Kind = kind, Region = (int)(seed / 2 % 2), Amount = seed % 10 / 10.0, EmptiesRedis = seed % 3 == 0, IsSilent = seed % 4 == 0 },
            ],
        };
    }

    // No excuse is needed here: every region is there, and both have a log.
    private static void Play(SimulationPlan plan)
    {
        var result = SimulationRun.Play(plan);
        Assert.True(result.Checked > 0, $"Nothing was checked with seed {plan.Seed}.");
        Assert.True(result.Findings.Count == 0, result.Findings.Count == 0 ? "" : Report.Of(result));
    }
}
