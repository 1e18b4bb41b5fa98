namespace OrleansFailover.Deploy.Tests.Support;

/// <summary>A copy of <c>k8s</c> to change as somebody who deploys would. Disposing it removes it.</summary>
internal sealed class OverlayCopy : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("k8s-");

    public OverlayCopy()
    {
        var original = Repository.PathOf("k8s");
        foreach (var file in Directory.EnumerateFiles(original, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_folder.FullName, Path.GetRelativePath(original, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Adds text to a file of an overlay.</summary>
    public void Append(string overlay, string file, string addition) => File.AppendAllText(Path.Combine(FolderOf(overlay), file), addition);

    public Overlay Render(string overlay) => new(overlay, Kubectl.Kustomize(FolderOf(overlay)));

    public void Dispose() => _folder.Delete(recursive: true);

    private string FolderOf(string overlay) => Path.Combine(_folder.FullName, "overlays", overlay);
}
