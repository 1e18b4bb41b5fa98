using System.Diagnostics;
using OrleansFailover.Drill.Reports;
using OrleansFailover.Drill.Soak;

namespace OrleansFailover.Drill.Tests.Soak;

public sealed class SoakReportTests
{
    [Fact]
    public void Held_WhenEveryDrillHeldAndDocumentsAreBounded()
    {
        Assert.True(Report(_ => 9000, everyHeld: true).Held);
        Assert.False(Report(_ => 9000, everyHeld: false).Held);
        Assert.False(Report(round => 9000 + (round * 1000), everyHeld: true).Held);
    }

    [Fact]
    public void Of_Rounds_AddsThemUp()
    {
        var report = Report(_ => 1, everyHeld: false);

        Assert.Equal((30, 20, 600, 1, 2), (report.Minutes, report.Rounds.Count, report.Acked, report.Lost, report.Broken));
    }

    [Fact]
    public void Sample_OfThisProcess_IsWhatItUses()
    {
        using var process = Process.GetCurrentProcess();

        Assert.True(process.HandleCount > 0);
        Assert.True(process.Threads.Count > 0);
        Assert.True(process.WorkingSet64 > 1 << 20);
    }

    private static SoakReport Report(Func<int, long> document, bool everyHeld) => SoakReport.Of(
        TimeSpan.FromMinutes(30),
        [.. Enumerable.Range(0, 20).Select(round => new SoakRound("region-loss", Summary(round, everyHeld || round != 7), document(round)))],
        [],
        new HashSet<string>());

    private static RoundSummary Summary(int round, bool held) => new(round + 1, round, "", 30, held ? 0 : 1, 0, held ? 0 : 2, 0, 12, held, [], []);
}
