using System.Diagnostics;
using System.Globalization;
using OrleansFailover.Load.Processes;
using OrleansFailover.Load.Results;
using OrleansFailover.Load.Stages;

// Load run <stage> [--quick]: measures one stage and keeps what came of it.
// Load report [--quick]: writes the page of everything that is kept. What a quick run measured is kept apart and has a page of its own.
IStage[] stages = [new GatewayStage(), new TurnStage(), new GrowthStage(), new MemoryStage(), new ReturnStage(), new LossStage(), new CostStage()];
var quick = args.Contains("--quick");
var kept = Path.Combine(Repository.Root, "artifacts", "bench", quick ? "quick" : "full");
var time = TimeProvider.System;
switch (args)
{
    case ["run", var name, ..] when stages.FirstOrDefault(stage => stage.Name == name) is { } stage:
        var settings = new StageSettings(quick, time);
        var started = time.GetTimestamp();
        var rows = await stage.RunAsync(settings, CancellationToken.None);
        new StageResult(name, quick, Commit(), time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), time.GetElapsedTime(started).TotalSeconds, rows).Write(kept);
        settings.Say($"{name}: done in {time.GetElapsedTime(started).TotalSeconds:0} s");
        return 0;

    case ["report", ..]:
        var results = stages.Select(stage => StageResult.Read(kept, stage.Name)).OfType<StageResult>().ToList();
        var micro = Directory.Exists(Path.Combine(kept, "micro"))
            ? Directory.EnumerateFiles(Path.Combine(kept, "micro"), "*-report-github.md", SearchOption.AllDirectories).Select(File.ReadAllText).FirstOrDefault()
            : null;
        var page = ResultsPage.Write(results, micro, Assumptions.Read(Path.Combine(Repository.Root, "bench", "assumptions.json")));
        File.WriteAllText(Path.Combine(Repository.Root, "bench", quick ? "results-quick.md" : "results.md"), page);
        Console.WriteLine(page);
        return 0;

    default:
        Console.Error.WriteLine($"Usage: Load run <{string.Join('|', stages.Select(stage => stage.Name))}> [--quick], or Load report [--quick]");
        return 2;
}

static string Commit()
{
    using var git = Process.Start(new ProcessStartInfo("git", ["describe", "--always", "--dirty", "--abbrev=12"]) { WorkingDirectory = Repository.Root, RedirectStandardOutput = true })!;
    return git.StandardOutput.ReadToEnd().Trim();
}
