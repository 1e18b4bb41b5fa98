namespace OrleansFailover.Load.Processes;

/// <summary>Where the sources are.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution, looked for upwards from this program.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OrleansFailover.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"There is no solution above {AppContext.BaseDirectory}.");
    }
}
