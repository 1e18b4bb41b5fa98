using System.Net;
using Microsoft.Azure.Cosmos;
using OrleansFailover.LocalCloud.Tests.Support;

namespace OrleansFailover.LocalCloud.Tests.Cosmos;

public sealed class UnsupportedTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Container Container => fixture.Container;

    [Fact]
    public async Task Query_Any_AnswersNotImplemented()
    {
        using var iterator = Container.GetItemQueryStreamIterator(
            "SELECT VALUE COUNT(1) FROM c", requestOptions: new QueryRequestOptions { PartitionKey = new PartitionKey("p") });

        using var response = await iterator.ReadNextAsync(Cancellation);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
    }

    [Fact]
    public async Task Batch_Any_AnswersNotImplemented()
    {
        var batch = Container.CreateTransactionalBatch(new PartitionKey("p")).CreateItem(new Note("a", "p", "x"));

        using var response = await batch.ExecuteAsync(Cancellation);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Null(await Clients.FindAsync(Container, "a", "p"));
    }

    [Fact]
    public async Task Patch_Any_AnswersNotImplementedAndNamesIt()
    {
        var failure = await Assert.ThrowsAsync<CosmosException>(() => Container.PatchItemAsync<Note>(
            "a", new PartitionKey("p"), [PatchOperation.Set("/text", "x")], cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.NotImplemented, failure.StatusCode);
        Assert.Contains("patch", failure.ResponseBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangeFeed_Any_AnswersNotImplemented()
    {
        using var iterator = Container.GetChangeFeedStreamIterator(
            ChangeFeedStartFrom.Beginning(FeedRange.FromPartitionKey(new PartitionKey("p"))), ChangeFeedMode.Incremental);

        using var response = await iterator.ReadNextAsync(Cancellation);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
    }

    [Fact]
    public async Task StoredProcedure_Any_AnswersNotImplemented()
    {
        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.Scripts.ExecuteStoredProcedureAsync<string>("p", new PartitionKey("p"), [], cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.NotImplemented, failure.StatusCode);
    }

    [Fact]
    public async Task CreateContainer_WithUniqueKeys_AnswersNotImplemented()
    {
        var properties = new ContainerProperties("unique", "/pk")
        {
            UniqueKeyPolicy = new UniqueKeyPolicy { UniqueKeys = { new UniqueKey { Paths = { "/text" } } } },
        };

        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.Database.CreateContainerAsync(properties, cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.NotImplemented, failure.StatusCode);
    }

    [Fact]
    public async Task Write_WithIfNoneMatch_AnswersNotImplemented()
    {
        var failure = await Assert.ThrowsAsync<CosmosException>(() => Container.UpsertItemAsync(
            new Note("a", "p", "x"), requestOptions: new ItemRequestOptions { IfNoneMatchEtag = "*" }, cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.NotImplemented, failure.StatusCode);
    }
}
