using System.Text.Json;
using OrleansFailover.Load.Processes;
using OrleansFailover.Load.Results;

namespace OrleansFailover.Load.Tests;

public sealed class ResultsPageTests
{
    private static readonly string AssumptionsFile = Path.Combine(Repository.Root, "bench", "assumptions.json");

    private static readonly Row Turns = new() { What = Lines.TurnsPerSecond, Unit = "/s", Mine = [400, 500, 600], Other = [1000, 1000, 1000], Goal = Goal.Least(0.6) };

    [Fact]
    public void Write_AFullRun_HasMedianSpreadGoalAndItsOwnCommit()
    {
        var page = ResultsPage.Write([new("turns", Quick: false, "abc123", "2026-01-02", 61, [Turns])], micro: null, Assumptions.Read(AssumptionsFile));

        Assert.Contains("- turns: commit abc123, 2026-01-02, 61 s\n", page, StringComparison.Ordinal);
        Assert.Contains("500 (400 to 600) /s", page, StringComparison.Ordinal);
        Assert.Contains("**0.5 (0.4 to 0.6)** | at least 0.6 | **missed**", page, StringComparison.Ordinal);
        Assert.DoesNotContain("quick", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Write_AQuickRun_SaysThatItMeansNothing()
    {
        var page = ResultsPage.Write([new("turns", Quick: true, "abc123", "2026-01-02", 61, [Turns])], micro: null, Assumptions.Read(AssumptionsFile));

        Assert.Contains("**Quick**", page, StringComparison.Ordinal);
        Assert.Contains("61 s, quick", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Money_StandsUnderWhatIsAssumedAndWithoutTheLinesItNeedsIsNotMade()
    {
        var assumed = Assumptions.Read(AssumptionsFile) with { Noted = "2026-01-03", Status = "Nobody checked." };

        var page = ResultsPage.Write([new("turns", Quick: false, "abc123", "2026-01-02", 61, [Turns])], micro: null, assumed);

        Assert.Contains("**Noted 2026-01-03:** Nobody checked.", page, StringComparison.Ordinal);
        Assert.Contains("| USD a month, all regions, under the assumed prices | not measured | not measured | not measured |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Assumptions_AMisspeltName_IsAnError()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, File.ReadAllText(AssumptionsFile).Replace("peakOverMean", "peekOverMean", StringComparison.Ordinal));
        try
        {
            Assert.Throws<JsonException>(() => Assumptions.Read(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
