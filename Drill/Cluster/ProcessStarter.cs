namespace OrleansFailover.Drill.Cluster;

/// <summary>Starts hosts of the solution with their settings, logging into the run's folder.</summary>
internal sealed class ProcessStarter(string logFolder, Watchdog watchdog, string? baseFolder = null)
{
    /// <exception cref="StartException">It is not built, or could not be started.</exception>
    public ManagedProcess Start(string part, HostProgram program, IReadOnlyDictionary<string, string> settings)
    {
        Directory.CreateDirectory(logFolder);
        var log = Path.Combine(logFolder, $"{part.Replace('/', '-')}.log");
        var assembly = program.Locate(baseFolder);

        // Its own folder is where a host looks for its appsettings.json.
        var folder = Path.GetDirectoryName(assembly)!;
        return ManagedProcess.Start(new ProcessSpec(part, DotNet.Path, [assembly], settings, folder, log), watchdog);
    }
}
