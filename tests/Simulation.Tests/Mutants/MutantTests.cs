using OrleansFailover.Simulation.Mutants;

namespace OrleansFailover.Simulation.Tests.Mutants;

public sealed class MutantTests
{
    private const int MostRuns = 300;

    // Rules whose absence shows only when faults meet a turn at one of few moments: so few runs do not find them.
    private static readonly HashSet<Mutant> NotInSoFewRuns =
    [
        Mutant.ForgetLeft, Mutant.PendingUnordered, Mutant.NoReadAgain, Mutant.AckFirst, Mutant.NoTakeover, Mutant.RemoveOthers, Mutant.SettleOthersDoubt, Mutant.DropByAge,
        Mutant.RemoveEarly, Mutant.NoIncarnation, Mutant.NoHandoverWait, Mutant.OneStaleHeartbeat, Mutant.NoOwnPending,
    ];

    public static TheoryData<string> Caught => [.. MutantCatalog.All.Select(entry => entry.Mutant).Where(mutant => !NotInSoFewRuns.Contains(mutant)).Select(mutant => mutant.ToString())];

    [Theory]
    [MemberData(nameof(Caught))]
    public void Play_RuleTakenAway_IsCaught(string name)
    {
        var mutant = Enum.Parse<Mutant>(name);
        var hunt = MutantHunt.Hunt(mutant, firstSeed: 1, MostRuns);
        Assert.True(hunt.Failure is not null, $"{mutant} was not caught in {MostRuns} runs: {MutantCatalog.Of(mutant).Rule}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{mutant} was caught by run {hunt.Runs}: {string.Join(", ", hunt.Failure.Broken)}");
    }

    [Fact]
    public void Catalog_HasEveryMutantOnce()
    {
        Assert.Equal(Enum.GetValues<Mutant>().Where(mutant => mutant != Mutant.None), MutantCatalog.All.Select(entry => entry.Mutant));
        Assert.True(MutantCatalog.All.Count >= 18);
    }
}
