using System.Net;
using Microsoft.Azure.Cosmos;
using OrleansFailover.LocalCloud.Tests.Support;

namespace OrleansFailover.LocalCloud.Tests.Cosmos;

public sealed class MetadataTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CreateIfNotExists_Twice_CreatesOnce()
    {
        var first = await fixture.Client.CreateDatabaseIfNotExistsAsync("once", cancellationToken: Cancellation);
        var second = await fixture.Client.CreateDatabaseIfNotExistsAsync("once", cancellationToken: Cancellation);
        var container = await first.Database.CreateContainerIfNotExistsAsync("c", "/id", cancellationToken: Cancellation);
        var again = await first.Database.CreateContainerIfNotExistsAsync("c", "/id", cancellationToken: Cancellation);

        Assert.Equal(
            [HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.OK],
            [first.StatusCode, second.StatusCode, container.StatusCode, again.StatusCode]);
    }

    [Fact]
    public async Task DeleteContainer_ThenCreateAgain_IsEmpty()
    {
        Database database = await fixture.Client.CreateDatabaseIfNotExistsAsync("again", cancellationToken: Cancellation);
        Container container = await database.CreateContainerAsync("c", "/pk", cancellationToken: Cancellation);
        await container.CreateItemAsync(new Note("a", "p", "one"), cancellationToken: Cancellation);

        await container.DeleteContainerAsync(cancellationToken: Cancellation);
        await database.CreateContainerAsync("c", "/pk", cancellationToken: Cancellation);

        Assert.Null(await Clients.FindAsync(container, "a", "p"));
    }

    [Fact]
    public async Task DeleteDatabase_WithContainer_RemovesBoth()
    {
        Database database = await fixture.Client.CreateDatabaseAsync("gone", cancellationToken: Cancellation);
        Container container = await database.CreateContainerAsync("c", "/pk", cancellationToken: Cancellation);

        await database.DeleteAsync(cancellationToken: Cancellation);

        var failure = await Assert.ThrowsAsync<CosmosException>(() => container.ReadContainerAsync(cancellationToken: Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task DefaultTimeToLive_Passed_DocumentIsNotReadAnyMore()
    {
        Database database = await fixture.Client.CreateDatabaseIfNotExistsAsync("expiry", cancellationToken: Cancellation);
        var properties = new ContainerProperties("c", "/pk") { DefaultTimeToLive = 3600 };
        Container container = await database.CreateContainerAsync(properties, cancellationToken: Cancellation);
        await container.CreateItemAsync(new Note("short", "p", "x") { TimeToLive = 1 }, cancellationToken: Cancellation);
        await container.CreateItemAsync(new Note("long", "p", "x"), cancellationToken: Cancellation);

        await Eventually.TrueAsync("the document's time to live", async () => await Clients.FindAsync(container, "short", "p") is null);

        Assert.NotNull(await Clients.FindAsync(container, "long", "p"));
    }
}
