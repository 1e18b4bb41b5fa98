using OrleansFailover.Simulation.Exploring;

namespace OrleansFailover.Simulation.Tests.Exploring;

public sealed class ExplorerTests
{
    public static TheoryData<string> Scopes => [.. SmallScope.All.Select(scope => scope.Name)];

    [Theory]
    [MemberData(nameof(Scopes))]
    public void Explore_SmallScope_NoOrderBreaksAPromise(string name)
    {
        var scope = SmallScope.All.First(scope => scope.Name == name);
        var result = Explorer.Explore(scope, deviations: scope.Loses is null ? 2 : 1);
        Assert.True(result.Failure is null, result.Failure is null ? "" : string.Join('\n', result.Failure.Broken.Concat(result.Failure.Story)));
        Assert.True(result.Orders > 500, $"Only {result.Orders} orders were tried.");
        TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {result.Orders} orders, longest {result.LongestRun} steps");
    }
}
