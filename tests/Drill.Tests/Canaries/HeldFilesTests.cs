using OrleansFailover.Drill.Canaries;

namespace OrleansFailover.Drill.Tests.Canaries;

public sealed class HeldFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("drill-tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_AFolder_ReadsEveryFileInItAlsoOneThatIsWritten()
    {
        _folder.CreateSubdirectory("0");
        File.WriteAllText(Path.Combine(_folder.FullName, "0", "a.spool"), "first");
        using var written = new FileStream(Path.Combine(_folder.FullName, "b.log"), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        written.Write("second"u8);
        written.Flush();
        using var owner = new FileStream(Path.Combine(_folder.FullName, "0", "owner"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);

        var held = HeldFiles.Read(HoldingPlace.Spool, _folder.FullName, "*").OrderBy(holding => holding.Name, StringComparer.Ordinal).ToList();

        Assert.Equal([Path.Combine("0", "a.spool"), "b.log"], held.Select(holding => holding.Name));
        Assert.Equal("second"u8.ToArray(), held[1].Content.ToArray());
        Assert.Single(HeldFiles.Read(HoldingPlace.Spool, _folder.FullName, "*.log"));
    }

    [Fact]
    public void Read_NoFolder_IsNothing() => Assert.Empty(HeldFiles.Read(HoldingPlace.Spool, Path.Combine(_folder.FullName, "none"), "*"));
}
