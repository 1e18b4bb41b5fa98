using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Tests.Cluster;

public sealed class OperatorTokenFileTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("drill-tests-");

    [Fact]
    public void Draw_AFolder_KeepsTheTokenForItsUserAlone()
    {
        var token = OperatorTokenFile.Draw(folder.FullName);

        var file = OperatorTokenFile.PathIn(folder.FullName);
        Assert.Equal(32, token.Length);
        Assert.Equal(token, File.ReadAllText(file));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    public void Dispose() => folder.Delete(recursive: true);
}
