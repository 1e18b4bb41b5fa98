using OrleansFailover.Simulation.Mutants;
using OrleansFailover.Simulation.Plans;
using OrleansFailover.Simulation.Runs;

namespace OrleansFailover.Simulation.Tests.Runs;

public sealed class SimulationTests
{
    private const ulong FirstSeed = 1;
    private const int Seeds = 120;

    [Fact]
    public void Play_SeedsInARow_KeepEveryPromise()
    {
        for (var seed = FirstSeed; seed < FirstSeed + Seeds; seed++)
        {
            var result = SimulationRun.Play(PlanDraw.Of(seed));
            Assert.True(result.Checked > 0, $"Nothing was checked with seed {seed}.");
            Assert.True(result.IsClean, result.IsClean ? "" : Report.Of(Shrinker.Shrink(result)));
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Play_SamePlanTwice_TakesTheSameSteps(int seed)
    {
        var (first, second) = (SimulationRun.Play(PlanDraw.Of((ulong)seed)), SimulationRun.Play(PlanDraw.Of((ulong)seed)));
        Assert.Equal(first.Digest, second.Digest);
        Assert.Equal(first.Steps, second.Steps);
        Assert.NotEqual(first.Digest, SimulationRun.Play(PlanDraw.Of((ulong)seed + 100)).Digest);
    }

    [Fact]
    public void Shrink_FailingPlan_IsSmallerAndFailsAlike()
    {
        var failing = MutantHunt.Hunt(Mutant.NoPending, FirstSeed, 200);
        Assert.NotNull(failing.Failure);
        var small = Shrinker.Shrink(failing.Failure);
        Assert.Contains(small.Broken, failing.Failure.Broken.Contains);
        Assert.True(Size(small.Plan) <= Size(failing.Failure.Plan));
        Assert.Equal(small.Digest, SimulationRun.Play(small.Plan).Digest);
        Assert.Contains($"seed {small.Plan.Seed}", Report.Of(small), StringComparison.Ordinal);

        static int Size(SimulationPlan plan) => plan.Customers.Count + plan.Faults.Count;
    }
}
