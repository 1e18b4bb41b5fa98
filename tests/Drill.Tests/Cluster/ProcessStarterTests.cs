using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Tests.Cluster;

public sealed class ProcessStarterTests : IDisposable
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    // Enough for it to stay up: nobody asks it for anything.
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["LocalCloud__Region"] = "eastus", ["LocalCloud__RedisEnabled"] = "false", ["LocalCloud__KafkaEnabled"] = "false",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drill-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Start_TunedSettings_GoBeforeTheProgramsOwnAndLeaveOtherProgramsAlone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The settings of a process are read from /proc.");
        var tuning = new HostTuning { Settings = new Dictionary<string, string> { ["TUNED_A"] = "tuned", ["TUNED_B"] = "added" } };
        var settings = new Dictionary<string, string>(Settings) { ["TUNED_A"] = "own", ["TUNED_C"] = "kept" };
        await using var watchdog = Watchdog.Start();

        await using var tuned = Starter(watchdog, HostProgram.LocalCloud, tuning).Start("eastus/tuned", HostProgram.LocalCloud, settings);
        await using var plain = Starter(watchdog, HostProgram.Silo, tuning).Start("eastus/plain", HostProgram.LocalCloud, settings);

        Assert.Equal(["TUNED_A=tuned", "TUNED_B=added", "TUNED_C=kept"], await EnvironmentOf(tuned));
        Assert.Equal(["TUNED_A=own", "TUNED_C=kept"], await EnvironmentOf(plain));
        Assert.Equal("own", settings["TUNED_A"]);
    }

    [Fact]
    public async Task Start_TunedProcessor_PinsTheProcessItself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/taskset"), "Processes are pinned with taskset.");
        await using var watchdog = Watchdog.Start();
        var starter = Starter(watchdog, HostProgram.LocalCloud, new HostTuning { Processors = "0" });

        await using var pinned = starter.Start("eastus/pinned", HostProgram.LocalCloud, Settings);

        // taskset pins itself and becomes the program: one process from the first to the last.
        await EventuallyAsync("the program runs on its processor", () =>
            File.ReadAllText($"/proc/{pinned.Id}/cmdline").StartsWith(DotNet.Path, StringComparison.Ordinal)
            && File.ReadAllLines($"/proc/{pinned.Id}/status").Contains("Cpus_allowed_list:\t0"));
    }

    private ProcessStarter Starter(Watchdog watchdog, HostProgram program, HostTuning tuning) =>
        new(_folder.FullName, watchdog, tuning: new Dictionary<HostProgram, HostTuning> { [program] = tuning });

    // A process has the environment of its parent until it has become its program.
    private static async Task<string[]> EnvironmentOf(ManagedProcess process)
    {
        string[] found = [];
        await EventuallyAsync($"{process.Part} has its settings", () => (found = Read()).Length > 0);
        return found;

        string[] Read() => [.. File.ReadAllText($"/proc/{process.Id}/environ").Split('\0').Where(entry => entry.StartsWith("TUNED_", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

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
