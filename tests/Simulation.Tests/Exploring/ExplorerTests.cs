using OrleansFailover.Simulation.Exploring;
using OrleansFailover.Simulation.Mutants;

namespace OrleansFailover.Simulation.Tests.Exploring;

public sealed class ExplorerTests
{
    // Enough for the smaller scopes; docs/simulation.md says what a longer run tried.
    private const int MostRuns = 1500;

    public static TheoryData<string> Scopes => [.. SmallScope.All.Select(scope => scope.Name)];

    [Theory]
    [MemberData(nameof(Scopes))]
    public void Explore_SmallScope_NoOrderBreaksAPromise(string name)
    {
        var result = Explorer.Explore(SmallScope.All.First(scope => scope.Name == name), MostRuns);
        Assert.True(result.Failure is null, result.Failure is null ? "" : string.Join('\n', result.Failure.Broken.Concat(result.Failure.Story)));
        Assert.True(result.Orders > 100, $"Only {result.Orders} orders were tried.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {result.Orders} orders, {result.Redundant} redundant, complete {result.IsComplete}, longest {result.LongestRun} steps");
    }

    [Theory]
    [InlineData(Mutant.NoClaims)]
    [InlineData(Mutant.NoPending)]
    [InlineData(Mutant.NoTakeover)]
    [InlineData(Mutant.SkipSeen)]
    [InlineData(Mutant.SendFirst)]
    public void Explore_RuleTakenAway_SomeOrderBreaksAPromise(object mutant) =>
        Assert.Contains(SmallScope.All, scope => Explorer.Explore(scope, 1500, (Mutant)mutant).Failure is not null);
}
