namespace OrleansFailover.Drill.Cluster;

/// <summary>Starts hosts of the solution with their settings, logging into the run's folder.</summary>
internal sealed class ProcessStarter(
    string logFolder, Watchdog watchdog, string? baseFolder = null, IReadOnlyDictionary<HostProgram, HostTuning>? tuning = null)
{
    private const string Pin = "taskset";

    /// <exception cref="StartException">It is not built, or could not be started.</exception>
    public ManagedProcess Start(string part, HostProgram program, IReadOnlyDictionary<string, string> settings)
    {
        Directory.CreateDirectory(logFolder);
        var log = Path.Combine(logFolder, $"{part.Replace('/', '-')}.log");
        var assembly = program.Locate(baseFolder);

        // Its own folder is where a host looks for its appsettings.json.
        var folder = Path.GetDirectoryName(assembly)!;
        var tuned = tuning?.GetValueOrDefault(program) ?? HostTuning.None;
        var environment = new Dictionary<string, string>(settings);
        foreach (var (name, value) in tuned.Settings)
        {
            environment[name] = value;
        }

        // taskset becomes the program: the process that is started is the one that is asked for.
        return ManagedProcess.Start(
            tuned.Processors is { } processors
                ? new ProcessSpec(part, Pin, ["-c", processors, DotNet.Path, assembly], environment, folder, log)
                : new ProcessSpec(part, DotNet.Path, [assembly], environment, folder, log),
            watchdog);
    }
}
