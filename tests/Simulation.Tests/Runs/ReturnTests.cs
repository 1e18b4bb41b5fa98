using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Faults;
using OrleansFailover.Simulation.Mutants;
using OrleansFailover.Simulation.Plans;
using OrleansFailover.Simulation.Runs;

namespace OrleansFailover.Simulation.Tests.Runs;

/// <summary>A region that was away, for a moment, a minute or a day, with its Redis as it was or emptied, and ten minutes of replication lag.</summary>
public sealed class ReturnTests
{
    private static readonly TimeSpan LostAt = TimeSpan.FromSeconds(12);

    public static TheoryData<double, bool, int> Absences => new()
    {
        { 0.3, false, 40 },
        { 0.3, true, 40 },
        { 60, false, 40 },
        { 60, true, 40 },
        { 86_400, false, 1 },
        { 86_400, true, 1 },
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
    [InlineData(nameof(Mutant.NoReturnGate), true)]
    [InlineData(nameof(Mutant.NoBackfill), true)]
    [InlineData(nameof(Mutant.NoBackfill), false)]
    [InlineData(nameof(Mutant.NoLastTurns), true)]
    [InlineData(nameof(Mutant.NoLastTurns), false)]
    public void Return_RuleTakenAway_AsksAgain(string mutant, bool emptied) => Assert.Contains(
        Enumerable.Range(1, 40),
        seed => Found(SimulationRun.Play(Plan(seed, 60, emptied, Enum.Parse<Mutant>(mutant)))).Any(finding => finding.Promise == "never-asked-twice"));

    // The excuses of the long runs are not needed here: one region is lost once, and the other one never. Only a reply in doubt can go twice.
    private static IEnumerable<Finding> Found(SimulationResult result) => result.Findings.Where(finding => finding.Promise != "one-reply" || finding.Excuse is null);

    // Customers in the middle of their conversation when it goes, and when it comes; one who comes back to it afterwards.
    private static SimulationPlan Plan(int seed, double seconds, bool emptied, Mutant mutant = Mutant.None)
    {
        var away = TimeSpan.FromSeconds(seconds);
        return new SimulationPlan
        {
            Seed = (ulong)seed,
            Pace = Pace.Minutes,
            Mutant = mutant,
            Lag = TimeSpan.FromMinutes(10),

            // So that it is asked as soon as it is there.
            EveryRegion = 0.5,
            Customers =
            [
                new CustomerTraits(0, LostAt - TimeSpan.FromSeconds(4), IsPatient: true),
                new CustomerTraits(1, LostAt - TimeSpan.FromSeconds(2), IsPatient: false, SendsTwoAt: 2),
                new CustomerTraits(2, LostAt + away - TimeSpan.FromSeconds(Math.Min(4, seconds / 2)), IsPatient: true),
                new CustomerTraits(3, LostAt + away - TimeSpan.FromSeconds(Math.Min(2, seconds / 3)), IsPatient: false, CorrectsAt: 3),
                new CustomerTraits(4, LostAt + away - TimeSpan.FromSeconds(Math.Min(3, seconds / 4)), IsPatient: true, RestsAt: 2),
            ],
            Faults =
            [
                new Fault { Kind = FaultKind.RegionLoss, Region = 0, At = LostAt, For = away, EmptiesRedis = emptied, IsSilent = seed % 2 == 0 },
            ],
        };
    }
}
