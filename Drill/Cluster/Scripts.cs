namespace OrleansFailover.Drill.Cluster;

/// <summary>Where the conversation scripts of the repository are.</summary>
internal static class Scripts
{
    /// <summary>The script of the drills.</summary>
    public const string SixQuestions = "six-questions";

    /// <summary>The folder <c>scripts</c> beside the solution, looked for upwards from this program.</summary>
    /// <exception cref="StartException">There is none.</exception>
    public static string Folder(string? from = null)
    {
        for (var folder = new DirectoryInfo(from ?? AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var scripts = Path.Combine(folder.FullName, "scripts");
            if (Directory.Exists(scripts) && Directory.EnumerateFiles(scripts, "*.json").Any())
            {
                return scripts;
            }
        }

        throw new StartException("scripts", $"no folder 'scripts' with JSON scripts was found above {from ?? AppContext.BaseDirectory}.");
    }
}
