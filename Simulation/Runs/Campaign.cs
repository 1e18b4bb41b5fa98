using System.Collections.Concurrent;
using System.Diagnostics;
using OrleansFailover.Simulation.Mutants;
using OrleansFailover.Simulation.Plans;

namespace OrleansFailover.Simulation.Runs;

/// <summary>Many runs, each with its own seed, on as many threads as there are cores; each run stays on one.</summary>
internal static class Campaign
{
    /// <param name="pace">Of every run; null: each seed draws its own.</param>
    /// <param name="stopAtFirst">Ends when a run failed; runs under way end first.</param>
    /// <param name="progress">Told the number of runs so far, now and then.</param>
    public static CampaignResult Play(
        ulong firstSeed, int runs, Mutant mutant, Pace? pace, bool stopAtFirst, Action<int>? progress, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var results = new ConcurrentBag<RunSummary>();
        var failures = new ConcurrentBag<SimulationResult>();
        var next = -1;

        void Work()
        {
            for (var run = Interlocked.Increment(ref next); run < runs; run = Interlocked.Increment(ref next))
            {
                if (cancellationToken.IsCancellationRequested || (stopAtFirst && !failures.IsEmpty))
                {
                    return;
                }

                var result = SimulationRun.Play(PlanDraw.Of(firstSeed + (ulong)run, mutant, pace));
                results.Add(new(result.Simulated, result.Steps, result.Checked, [.. result.Findings.Where(finding => finding.Excuse is not null).Select(finding => (finding.Promise, finding.Excuse!)).Distinct()]));
                if (!result.IsClean)
                {
                    failures.Add(result);
                }

                progress?.Invoke(results.Count);
            }
        }

        Thread[] threads = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return new CampaignResult(
            results.Count,
            TimeSpan.FromTicks(results.Sum(result => result.Simulated.Ticks)),
            watch.Elapsed,
            results.Sum(result => result.Steps),
            results.Sum(result => (long)result.Checked),
            [.. failures.OrderBy(failure => failure.Plan.Seed)],
            results.SelectMany(result => result.Excused).CountBy(excused => excused).ToDictionary());
    }

    private sealed record RunSummary(TimeSpan Simulated, long Steps, int Checked, IReadOnlyList<(string Promise, string Excuse)> Excused);
}
