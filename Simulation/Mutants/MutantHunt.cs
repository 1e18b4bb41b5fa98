using OrleansFailover.Simulation.Plans;
using OrleansFailover.Simulation.Runs;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>How a hunt ended.</summary>
/// <param name="Runs">How many runs it took.</param>
/// <param name="Failure">The run that caught the mutant, or null.</param>
internal sealed record MutantHunt(int Runs, SimulationResult? Failure)
{
    /// <summary>
    /// Plays one seed after the other with the mutant until one breaks a promise that the same seed keeps without it.
    /// </summary>
    public static MutantHunt Hunt(Mutant mutant, ulong firstSeed, int mostRuns)
    {
        for (var run = 1; run <= mostRuns; run++)
        {
            var seed = firstSeed + (ulong)run - 1;
            var result = SimulationRun.Play(PlanDraw.Of(seed, mutant));
            if (!result.IsClean && SimulationRun.Play(PlanDraw.Of(seed)).IsClean)
            {
                return new(run, result);
            }
        }

        return new(mostRuns, null);
    }
}
