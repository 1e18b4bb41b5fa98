using OrleansFailover.Simulation.Mutants;

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
        [Mutant.NoOwnPending] = 238,
        [Mutant.RemoveEarly] = 238,
        [Mutant.SettleOthersDoubt] = 238,
        [Mutant.NoTakeover] = 382,
        [Mutant.AckFirst] = 389,
        [Mutant.NoHandoverWait] = 433,
        [Mutant.NoReadAgain] = 1150,
        [Mutant.OneStaleHeartbeat] = 1380,
    };

    public static TheoryData<string> All => [.. MutantCatalog.All.Select(entry => entry.Mutant.ToString())];

    [Theory]
    [MemberData(nameof(All))]
    public void Play_RuleTakenAway_IsCaught(string name)
    {
        var mutant = Enum.Parse<Mutant>(name);
        var from = SeenFrom.GetValueOrDefault(mutant, 1UL);
        var hunt = MutantHunt.Hunt(mutant, from, MostRuns);
        Assert.True(hunt.Failure is not null, $"{mutant} was not caught in {MostRuns} runs from seed {from}: {MutantCatalog.Of(mutant).Rule}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{mutant} was caught by run {hunt.Runs} from seed {from}: {string.Join(", ", hunt.Failure.Broken)}");
    }

    [Fact]
    public void Catalog_HasEveryMutantOnce()
    {
        Assert.Equal(Enum.GetValues<Mutant>().Where(mutant => mutant != Mutant.None), MutantCatalog.All.Select(entry => entry.Mutant));
        Assert.True(MutantCatalog.All.Count >= 18);
    }
}
