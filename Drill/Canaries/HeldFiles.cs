namespace OrleansFailover.Drill.Canaries;

/// <summary>The files of a folder and of those in it, also while somebody writes them.</summary>
internal static class HeldFiles
{
    // Of a spool's gateway: nothing is in it, and nobody else may open it.
    private const string OwnerFile = "owner";

    /// <param name="pattern">Which of them, by name.</param>
    public static IEnumerable<Holding> Read(HoldingPlace place, string folder, string pattern)
    {
        if (!Directory.Exists(folder))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
        {
            if (Path.GetFileName(path) != OwnerFile && TryRead(path) is { } content)
            {
                yield return new(place, Path.GetRelativePath(folder, path), content);
            }
        }
    }

    // Null for a file that went between its name and its content: a spool drains.
    private static byte[]? TryRead(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            file.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
