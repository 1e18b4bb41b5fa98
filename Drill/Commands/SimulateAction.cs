using System.Globalization;
using Spectre.Console;
using OrleansFailover.Simulation.Exploring;
using OrleansFailover.Simulation.Mutants;
using OrleansFailover.Simulation.Plans;
using OrleansFailover.Simulation.Runs;

namespace OrleansFailover.Drill.Commands;

/// <summary>Does what <c>simulate</c> was asked for.</summary>
internal sealed class SimulateAction(IAnsiConsole console)
{
    private const int ShownFailures = 3;

    public int Run(SimulateRequest request, CancellationToken cancellationToken)
    {
        if (request.Orders is { } deviations)
        {
            return Explore(deviations, request.Mutant);
        }

        return request.Trace ? Trace(request) : Play(request, cancellationToken);
    }

    private int Trace(SimulateRequest request)
    {
        var plan = PlanDraw.Of(request.Seed, request.Mutant, request.Pace);
        console.WriteLine(plan.Show());
        var result = SimulationRun.Play(plan, line => console.WriteLine(line));
        foreach (var finding in result.Findings)
        {
            console.WriteLine($"{finding.Promise}: {finding.Example}{(finding.Excuse is null ? "" : $" (counted: {finding.Excuse})")}");
        }

        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Steps} steps, digest {result.Digest:x16}."));
        return result.IsClean ? ExitCode.Held : ExitCode.Broken;
    }

    private int Play(SimulateRequest request, CancellationToken cancellationToken)
    {
        var result = Campaign.Play(request.Seed, request.Runs, request.Mutant, request.Pace, request.Mutant != Mutant.None, null, cancellationToken);
        foreach (var failure in result.Failures.Take(ShownFailures))
        {
            console.WriteLine($"Seed {failure.Plan.Seed} broke {string.Join(", ", failure.Broken)}. The shortest schedule that still does:");
            console.WriteLine(Report.Of(Shrinker.Shrink(failure)));
            console.WriteLine();
        }

        if (result.Failures.Count > 0)
        {
            console.WriteLine($"Failing seeds: {string.Join(", ", result.Failures.Select(failure => failure.Plan.Seed))}. One of them step by step: simulate --seed N --trace{(request.Pace is { } pace ? $" --pace {pace.Name}" : "")}");
        }

        ShowCounted(result);
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Runs} runs from seed {request.Seed}, {result.Failures.Count} failing; {result.Checked} verdicts; {result.RegionHours:0} region-hours in {result.Elapsed.TotalSeconds:0} s, {result.RegionHoursPerMinute:0} region-hours a minute; {result.Steps} steps."));
        return result.Failures.Count == 0 && !cancellationToken.IsCancellationRequested ? ExitCode.Held : ExitCode.Broken;
    }

    private void ShowCounted(CampaignResult result)
    {
        if (result.Counted.Count == 0)
        {
            return;
        }

        var table = new Table().AddColumns("Not promised there", "Why", "Runs");
        foreach (var (what, count) in result.Counted.OrderBy(counted => counted.Key.Promise, StringComparer.Ordinal).ThenByDescending(counted => counted.Value))
        {
            table.AddRow(what.Promise, what.Excuse, count.ToString(CultureInfo.InvariantCulture));
        }

        console.Write(table);
    }

    private int Explore(int deviations, Mutant mutant)
    {
        var table = new Table().AddColumns("Story", "Orders", "Longest", "");
        var held = true;
        foreach (var scope in SmallScope.All)
        {
            var result = Explorer.Explore(scope, deviations, mutant);
            held &= result.Failure is null;
            table.AddRow(
                scope.Name,
                result.Orders.ToString(CultureInfo.InvariantCulture),
                $"{result.LongestRun} steps",
                result.Failure is null ? "[green]held[/]" : "[red]broken[/]");
            foreach (var line in result.Failure is { } failure ? failure.Broken.Concat(failure.Story.Select(step => $"  {step}")) : [])
            {
                console.WriteLine(line);
            }
        }

        console.Write(table);
        return held ? ExitCode.Held : ExitCode.Broken;
    }
}
