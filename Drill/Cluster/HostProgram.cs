namespace OrleansFailover.Drill.Cluster;

/// <summary>A host of the solution that is started as a process.</summary>
/// <param name="Project">The name of its project and of its assembly.</param>
/// <param name="ReadyPath">The path that answers 200 once it can do its work: of a gateway, once its region takes webhooks; of the edge, once a region does.</param>
internal sealed record HostProgram(string Project, string ReadyPath)
{
    public static HostProgram LocalCloud { get; } = new("LocalCloud", "/control");

    public static HostProgram Silo { get; } = new("Silo", "/health/ready");

    public static HostProgram WebhookGateway { get; } = new("WebhookGateway", "/health");

    public static HostProgram OpsConsole { get; } = new("OpsConsole", "/health/ready");

    /// <summary>The assembly in the artifacts folder that this program runs from: <c>bin/{project}/{configuration}</c> beside it.</summary>
    /// <exception cref="StartException">It has not been built.</exception>
    public string Locate(string? baseFolder = null)
    {
        var own = new DirectoryInfo(Path.TrimEndingDirectorySeparator(baseFolder ?? AppContext.BaseDirectory));
        var file = Path.Combine(own.Parent!.Parent!.FullName, Project, own.Name, $"{Project}.dll");
        return File.Exists(file)
            ? file
            : throw new StartException(Project, $"its build output {file} is missing. Build it with 'dotnet build Drill -c {own.Name}'.");
    }
}
