using OrleansFailover.Simulation.Mutants;

namespace OrleansFailover.Simulation.Tests.Mutants;

public sealed class MutantTests
{
    // Every mutant must be caught within so many runs.
    private const int MostRuns = 1500;

    public static TheoryData<string> All => [.. MutantCatalog.All.Select(entry => entry.Mutant.ToString())];

    [Theory]
    [MemberData(nameof(All))]
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
