using System.Diagnostics;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Tests.Cluster;

public sealed class ManagedProcessTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drill-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Dispose_ProcessWithAChild_LeavesNeither()
    {
        SkipWithoutShell();
        await using var watchdog = Watchdog.Start();
        var process = Start("sleep 300 & echo child $!; wait", watchdog);
        var child = ChildOf(await process.LineAsync("child").WaitAsync(Bound, TestContext.Current.CancellationToken));
        Assert.True(IsRunning(child), "control: the child runs");

        await process.DisposeAsync();

        await EventuallyGoneAsync("the child", child);
        await EventuallyGoneAsync("the process", process);
    }

    [Fact]
    public async Task Watchdog_ItsOwnerIsGone_EndsWhatWasWatchedAndNotWhatWasForgotten()
    {
        SkipWithoutShell();
        var watchdog = Watchdog.Start();
        var watched = Start("echo child $$; exec sleep 300", watchdog);
        await using var other = Watchdog.Start();
        await using var spared = Start("echo child $$; exec sleep 300", other);
        var ids = new[]
        {
            ChildOf(await watched.LineAsync("child").WaitAsync(Bound, TestContext.Current.CancellationToken)),
            ChildOf(await spared.LineAsync("child").WaitAsync(Bound, TestContext.Current.CancellationToken)),
        };

        // The end of its standard input is all that the watchdog learns of its owner's end, also after SIGKILL.
        await watchdog.DisposeAsync();

        await EventuallyGoneAsync("the watched process", ids[0]);
        Assert.True(IsRunning(ids[1]), "control: a process that it does not watch goes on");
        await watched.DisposeAsync();
    }

    [Fact]
    public async Task Wait_ProcessEndsWhileStarting_NamesThePartAndShowsItsLastLines()
    {
        SkipWithoutShell();
        await using var watchdog = Watchdog.Start();
        await using var process = Start("echo first; echo the reason >&2; exit 3", watchdog);
        using var readiness = new Readiness(TimeProvider.System);

        var failure = await Assert.ThrowsAsync<StartException>(() =>
            readiness.WaitForLineAsync(process, "ready", Bound, TestContext.Current.CancellationToken));

        Assert.Equal("eastus/Silo", failure.Part);
        Assert.Contains("exit code 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("the reason", failure.Tail);
        Assert.Contains("the reason", await File.ReadAllTextAsync(process.LogFile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_RunningProcess_StopsAndResumes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The state of a process is read from /proc.");
        await using var watchdog = Watchdog.Start();
        await using var process = Start("exec sleep 300", watchdog);

        process.Pause();
        await EventuallyAsync("the process is stopped", () => StateOf(process.Id) == 'T');
        process.Resume();
        await EventuallyAsync("the process sleeps again", () => StateOf(process.Id) == 'S');
    }

    private ManagedProcess Start(string script, Watchdog watchdog) => ManagedProcess.Start(
        new ProcessSpec("eastus/Silo", "/bin/sh", ["-c", script], new Dictionary<string, string>(), _folder.FullName, Path.Combine(_folder.FullName, $"{Guid.NewGuid():n}.log")),
        watchdog);

    private static void SkipWithoutShell() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The child processes of this test are shell scripts.");

    private static int ChildOf(string line) => int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);

    private static char StateOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        return stat[stat.LastIndexOf(')') + 2];
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && (!OperatingSystem.IsLinux() || StateOf(id) != 'Z');
        }
        catch (Exception exception) when (exception is ArgumentException or IOException)
        {
            return false;
        }
    }

    private static Task EventuallyGoneAsync(string what, int id) => EventuallyAsync($"{what} is gone", () => !IsRunning(id));

    private static Task EventuallyGoneAsync(string what, ManagedProcess process) =>
        EventuallyAsync($"{what} is gone", () => process.Exited.IsCompleted);

    private static async Task EventuallyAsync(string phase, Func<bool> condition)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        while (!condition())
        {
            Assert.True(time.GetElapsedTime(started) < Bound, $"waited {Bound.TotalSeconds} s until {phase}");
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, TestContext.Current.CancellationToken);
        }
    }
}
