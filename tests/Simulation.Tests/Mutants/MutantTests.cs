using OrleansFailover.Simulation.Mutants;
using OrleansFailover.Simulation.Plans;
using OrleansFailover.Simulation.Runs;
using OrleansFailover.Simulation.Tests.Runs;

namespace OrleansFailover.Simulation.Tests.Mutants;

public sealed class MutantTests
{
    private const int MostRuns = 300;

    // Rules whose absence shows only when faults meet a turn at one of few moments: the hunt begins where one was seen to. Where a change of the product moves that, "simulate --mutant NAME
    // --runs 3000" tells the next one.
    private static readonly Dictionary<Mutant, ulong> SeenFrom = new()
    {
        [Mutant.PendingUnordered] = 77,
        [Mutant.DropByAge] = 85,
        [Mutant.NoIncarnation] = 85,
        [Mutant.RemoveOthers] = 198,
        [Mutant.ForgetLeft] = 238,
        [Mutant.RemoveEarly] = 238,
        [Mutant.SettleOthersDoubt] = 238,
        [Mutant.NoTakeover] = 382,
        [Mutant.AckFirst] = 389,
        [Mutant.NoReadAgain] = 1150,
        [Mutant.OneStaleHeartbeat] = 1380,
    };

    // Rules that the drawn plans do not show: NoOwnPending is needed in less than one of thousands, and what NoHandoverWait breaks there is counted as "handover bound" or "one moment". So these
    // plans aim at what the rules are for; in them no excuse is needed without the mutant.
    private static readonly Dictionary<Mutant, Func<ulong, Mutant, SimulationPlan>> AimedAt = new()
    {
        [Mutant.NoOwnPending] = (seed, mutant) => RedeliveryTests.Plan(seed, uncopied: true, mutant),
        [Mutant.NoHandoverWait] = (seed, mutant) => RedeliveryTests.Plan(seed, uncopied: false, mutant),
    };

    public static TheoryData<string> All => [.. MutantCatalog.All.Select(entry => entry.Mutant.ToString())];

    [Theory]
    [MemberData(nameof(All))]
    public void Play_RuleTakenAway_IsCaught(string name)
    {
        var mutant = Enum.Parse<Mutant>(name);
        if (AimedAt.TryGetValue(mutant, out var plan))
        {
            var seed = Enumerable.Range(1, MostRuns).Select(number => (ulong)number).FirstOrDefault(seed => IsSilent(plan(seed, Mutant.None)) && !IsSilent(plan(seed, mutant)));
            Assert.True(seed > 0, $"{mutant} was not caught in {MostRuns} aimed runs: {MutantCatalog.Of(mutant).Rule}");
            return;
        }

        var from = SeenFrom.GetValueOrDefault(mutant, 1UL);
        var hunt = MutantHunt.Hunt(mutant, from, MostRuns);
        Assert.True(hunt.Failure is not null, $"{mutant} was not caught in {MostRuns} runs from seed {from}: {MutantCatalog.Of(mutant).Rule}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{mutant} was caught by run {hunt.Runs} from seed {from}: {string.Join(", ", hunt.Failure.Broken)}");
    }

    private static bool IsSilent(SimulationPlan plan) => SimulationRun.Play(plan).Findings.Count == 0;

    [Fact]
    public void Catalog_HasEveryMutantOnce()
    {
        Assert.Equal(Enum.GetValues<Mutant>().Where(mutant => mutant != Mutant.None), MutantCatalog.All.Select(entry => entry.Mutant));
        Assert.True(MutantCatalog.All.Count >= 18);
    }
}
