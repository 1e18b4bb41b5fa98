using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Tests.Cluster;

public sealed class AdminTokenFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("drill-tests-");

    [Fact]
    public void Draw_AFolder_KeepsTheTokenForItsUserAlone()
    {
        var token = AdminTokenFile.Draw(folder.FullName);

        var file = AdminTokenFile.PathIn(folder.FullName);
        Assert.Equal(32, token.Length);
        Assert.Equal(token, File.ReadAllText(file));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
