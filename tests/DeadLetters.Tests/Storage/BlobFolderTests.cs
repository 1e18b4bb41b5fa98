using OrleansFailover.DeadLetters.Storage;
using OrleansFailover.DeadLetters.Tests.Support;

namespace OrleansFailover.DeadLetters.Tests.Storage;

public sealed class BlobFolderTests
{
    [Fact]
    public async Task Store_NobodyListens_SaysThatItIsNotKept()
    {
        using var stores = new Stores();
        var options = new DeadLetterBlobOptions
        {
            ConnectionString = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AAAA;BlobEndpoint=http://127.0.0.1:1/a;",
            MaxRetries = 0,
            RequestTimeout = TimeSpan.FromSeconds(2),
        };
        var store = stores.Over(BlobFolder.Create(options, null));

        var exception = await Assert.ThrowsAsync<DeadLetterStoreException>(
            () => store.StoreAsync(Letters.Webhook(0, "secret text"), TestContext.Current.CancellationToken));

        Assert.DoesNotContain("secret text", exception.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, stores.Measured("dead_letters.kept/log-unavailable"));
    }
}
