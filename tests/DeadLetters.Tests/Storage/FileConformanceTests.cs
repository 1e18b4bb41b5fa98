using OrleansFailover.DeadLetters.Storage;

namespace OrleansFailover.DeadLetters.Tests.Storage;

public sealed class FileConformanceTests : DeadLetterStoreConformance
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("dead-letters-");

    private protected override ValueTask<IRecordFolder> FolderAsync() =>
        ValueTask.FromResult<IRecordFolder>(new FileFolder(new DeadLetterOptions { Directory = directory.FullName }, TimeProvider.System));

    public override ValueTask DisposeAsync()
    {
        directory.Delete(recursive: true);
        return base.DisposeAsync();
    }
}
