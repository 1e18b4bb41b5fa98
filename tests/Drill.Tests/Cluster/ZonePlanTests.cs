using System.Security.Cryptography;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Tests.Cluster;

public sealed class ZonePlanTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drill-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Draw_AFolder_HasAKeyPairWhosePrivateHalfIsForItsUserAlone()
    {
        var zone = ZonePlan.Draw(_folder.FullName, "westeurope");

        using var shown = RSA.Create();
        using var hidden = RSA.Create();
        shown.ImportFromPem(File.ReadAllText(zone.PublicKeyFile));
        hidden.ImportFromPem(File.ReadAllText(zone.PrivateKeyFile));
        Assert.Equal(3072, shown.KeySize);
        Assert.Equal(shown.ExportSubjectPublicKeyInfo(), hidden.ExportSubjectPublicKeyInfo());
        Assert.True(Directory.Exists(zone.KeyDirectory));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(zone.PrivateKeyFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }
}
