using OrleansFailover.Simulation.Exploring;
using OrleansFailover.Simulation.Mutants;

namespace OrleansFailover.Simulation.Tests.Exploring;

/// <summary>With a rule taken away, some order of a small story breaks a promise.</summary>
public sealed class ExplorerControlTests
{
    [Theory]
    [InlineData("NoClaims")]
    [InlineData("NoPending")]
    [InlineData("NoLastTurns")]
    [InlineData("RemoveEarly")]
    [InlineData("SendFirst")]
    public void Explore_RuleTakenAway_SomeOrderBreaksAPromise(string mutant) =>
        Assert.Contains(SmallScope.All, scope => Explorer.Explore(scope, 1, Enum.Parse<Mutant>(mutant)).Failure is not null);

    // The other stories hold without this rule, and trying all their orders takes long.
    [Fact]
    public void Explore_WithoutTheSeenCheck_ThreeMessagesBreakAPromise() =>
        Assert.NotNull(Explorer.Explore(SmallScope.All[^1], 1, Mutant.SkipSeen).Failure);
}
