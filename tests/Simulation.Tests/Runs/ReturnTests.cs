using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Faults;
using OrleansFailover.Simulation.Mutants;
using OrleansFailover.Simulation.Plans;
using OrleansFailover.Simulation.Runs;

namespace OrleansFailover.Simulation.Tests.Runs;

/// <summary>A region that was away, for a moment, a minute or a day, with its Redis as it was or emptied, and a replication lag that outlasts the conversations.</summary>
public sealed class ReturnTests
{
    private const double Day = 86_400;

    public static TheoryData<double, bool, int> Absences => new()
    {
        { 0.3, false, 20 },
        { 0.3, true, 10 },
        { 60, false, 6 },
        { 60, true, 6 },
        { Day, false, 4 },
        { Day, true, 4 },
    };

    [Theory]
    [MemberData(nameof(Absences))]
    public void Return_AfterSoLong_KeepsEveryPromise(double seconds, bool emptied, int seeds)
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            var result = SimulationRun.Play(Plan(seed, seconds, emptied));
            Assert.True(result.Checked > 0, $"Nothing was checked with seed {seed}.");
            Assert.Empty(Found(result).Select(finding => $"seed {seed}: {finding.Promise}: {finding.Example} ({finding.Excuse})"));
        }
    }

    /// <summary>The controls: a region that does not wait for its refill, that gets none, or peers that copy no last turns.</summary>
    [Theory]
    [InlineData(nameof(Mutant.NoReturnGate), 0.3, false)]
    [InlineData(nameof(Mutant.NoReturnGate), 0.3, true)]
    [InlineData(nameof(Mutant.NoReturnGate), 60, true)]
    [InlineData(nameof(Mutant.NoBackfill), 0.3, false)]
    [InlineData(nameof(Mutant.NoBackfill), 60, true)]
    [InlineData(nameof(Mutant.NoBackfill), 60, false)]
    [InlineData(nameof(Mutant.NoLastTurns), 60, true)]
    [InlineData(nameof(Mutant.NoLastTurns), 60, false)]
    public void Return_RuleTakenAway_AsksAgain(string mutant, double seconds, bool emptied) => Assert.Contains(
        Enumerable.Range(1, 40),
        seed => Found(SimulationRun.Play(Plan(seed, seconds, emptied, Enum.Parse<Mutant>(mutant)))).Any(finding => finding.Promise == "never-asked-twice"));

    // The excuses of the long runs are not needed here: one region is lost once, and the other one never. Only a reply in doubt can go twice.
    private static IEnumerable<Finding> Found(SimulationResult result) => result.Findings.Where(finding => finding.Promise != "one-reply" || finding.Excuse is null);

    // Customers in the middle of their conversation when it goes, and when it comes; one who comes back to it afterwards.
    private static SimulationPlan Plan(int seed, double seconds, bool emptied, Mutant mutant = Mutant.None)
    {
        // Where an hour is little, a day is lived through in a second, and is longer than anything is kept for.
        var pace = seconds < Day ? Pace.Minutes : Pace.Hours;
        var lostAt = TimeSpan.FromSeconds(12) * pace.Factor;
        var away = TimeSpan.FromSeconds(seconds);
        var back = lostAt + away;
        return new SimulationPlan
        {
            Seed = (ulong)seed,
            Pace = pace,
            Mutant = mutant,
            Lag = TimeSpan.FromMinutes(10) * pace.Factor,

            // So that it is asked as soon as it is there.
            EveryRegion = 0.5,
            Customers =
            [
                new CustomerTraits(0, lostAt - (TimeSpan.FromSeconds(4) * pace.Factor), IsPatient: true),
                new CustomerTraits(1, lostAt - (TimeSpan.FromSeconds(2) * pace.Factor), IsPatient: false, SendsTwoAt: 2),
                new CustomerTraits(2, back - TimeSpan.FromSeconds(Math.Min(4 * pace.Factor, seconds / 2)), IsPatient: true),
                new CustomerTraits(3, back - TimeSpan.FromSeconds(Math.Min(2 * pace.Factor, seconds / 3)), IsPatient: false, CorrectsAt: 3),
                new CustomerTraits(4, back - TimeSpan.FromSeconds(Math.Min(3 * pace.Factor, seconds / 4)), IsPatient: true, RestsAt: 2),
            ],
            Faults =
            [
                new Fault { Kind = FaultKind.RegionLoss, Region = 0, At = lostAt, For = away, EmptiesRedis = emptied, IsSilent = seed % 2 == 0 },
            ],
        };
    }
}
