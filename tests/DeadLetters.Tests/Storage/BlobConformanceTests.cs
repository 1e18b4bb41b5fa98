using OrleansFailover.DeadLetters.Storage;
using OrleansFailover.DeadLetters.Tests.Support;

namespace OrleansFailover.DeadLetters.Tests.Storage;

public sealed class BlobConformanceTests(Azurite azurite) : DeadLetterStoreConformance
{
    private protected override ValueTask<IRecordFolder> FolderAsync()
    {
        Assert.SkipWhen(azurite.Missing is not null, azurite.Missing ?? "");
        return ValueTask.FromResult<IRecordFolder>(BlobFolder.Create(
            new DeadLetterBlobOptions { ConnectionString = azurite.ConnectionString, Container = $"letters-{Guid.NewGuid():N}" }, null));
    }
}
