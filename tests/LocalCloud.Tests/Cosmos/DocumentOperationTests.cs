using System.Net;
using Microsoft.Azure.Cosmos;
using OrleansFailover.LocalCloud.Tests.Support;

namespace OrleansFailover.LocalCloud.Tests.Cosmos;

public sealed class DocumentOperationTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Container Container => fixture.Container;

    [Fact]
    public async Task Create_NewDocument_ReturnsItWithSystemProperties()
    {
        var created = await Container.CreateItemAsync(new Note("a", "create", "one"), new PartitionKey("create"), cancellationToken: Cancellation);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("one", created.Resource.Text);
        Assert.NotEmpty(created.ETag);
        Assert.True(created.RequestCharge > 0);
        Assert.InRange(created.Resource.Timestamp, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 5, long.MaxValue);
    }

    [Fact]
    public async Task Create_ExistingDocument_AnswersConflict()
    {
        await Container.CreateItemAsync(new Note("a", "conflict", "one"), cancellationToken: Cancellation);

        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.CreateItemAsync(new Note("a", "conflict", "two"), cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.Conflict, failure.StatusCode);
        Assert.Equal("one", (await Clients.FindAsync(Container, "a", "conflict"))!.Text);
    }

    [Fact]
    public async Task Read_MissingDocument_AnswersNotFoundWithoutSubStatus()
    {
        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.ReadItemAsync<Note>("none", new PartitionKey("none"), cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.NotFound, failure.StatusCode);
        Assert.Equal(0, failure.SubStatusCode);
    }

    [Fact]
    public async Task Read_EtagIsKnown_AnswersNotModified()
    {
        var created = await Container.CreateItemAsync(new Note("a", "known", "one"), cancellationToken: Cancellation);
        var options = new ItemRequestOptions { IfNoneMatchEtag = created.ETag };

        using var known = await Container.ReadItemStreamAsync("a", new PartitionKey("known"), options, Cancellation);
        await Container.UpsertItemAsync(new Note("a", "known", "two"), cancellationToken: Cancellation);
        using var changed = await Container.ReadItemStreamAsync("a", new PartitionKey("known"), options, Cancellation);

        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task Replace_EtagMatches_ReplacesOnceOnly()
    {
        var created = await Container.CreateItemAsync(new Note("a", "etag", "one"), cancellationToken: Cancellation);
        var options = new ItemRequestOptions { IfMatchEtag = created.ETag };

        var replaced = await Container.ReplaceItemAsync(new Note("a", "etag", "two"), "a", new PartitionKey("etag"), options, Cancellation);
        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.ReplaceItemAsync(new Note("a", "etag", "three"), "a", new PartitionKey("etag"), options, Cancellation));

        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        Assert.NotEqual(created.ETag, replaced.ETag);
        Assert.Equal(HttpStatusCode.PreconditionFailed, failure.StatusCode);
        Assert.Equal("two", (await Clients.FindAsync(Container, "a", "etag"))!.Text);
    }

    [Fact]
    public async Task Replace_MissingDocument_AnswersNotFound()
    {
        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.ReplaceItemAsync(new Note("none", "none", "x"), "none", new PartitionKey("none"), cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.NotFound, failure.StatusCode);
    }

    [Fact]
    public async Task Upsert_WithAndWithoutDocument_CreatesThenReplaces()
    {
        var first = await Container.UpsertItemAsync(new Note("a", "upsert", "one"), cancellationToken: Cancellation);
        var second = await Container.UpsertItemAsync(new Note("a", "upsert", "two"), cancellationToken: Cancellation);
        var stale = new ItemRequestOptions { IfMatchEtag = first.ETag };
        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.UpsertItemAsync(new Note("a", "upsert", "three"), requestOptions: stale, cancellationToken: Cancellation));
        var absent = await Container.UpsertItemAsync(new Note("b", "upsert", "four"), requestOptions: stale, cancellationToken: Cancellation);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, failure.StatusCode);
        Assert.Equal(HttpStatusCode.Created, absent.StatusCode);
    }

    [Fact]
    public async Task Delete_ExistingDocument_IsGoneAndCanBeCreatedAgain()
    {
        await Container.CreateItemAsync(new Note("a", "delete", "one"), cancellationToken: Cancellation);

        var deleted = await Container.DeleteItemAsync<Note>("a", new PartitionKey("delete"), cancellationToken: Cancellation);
        var gone = await Clients.FindAsync(Container, "a", "delete");
        var again = await Container.CreateItemAsync(new Note("a", "delete", "two"), cancellationToken: Cancellation);

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Null(gone);
        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
    }

    [Fact]
    public async Task Write_DocumentReadBefore_KeepsOneSetOfSystemProperties()
    {
        await Container.CreateItemAsync(new Note("a", "roundtrip", "one"), cancellationToken: Cancellation);
        Newtonsoft.Json.Linq.JObject read = await Container.ReadItemAsync<Newtonsoft.Json.Linq.JObject>("a", new PartitionKey("roundtrip"), cancellationToken: Cancellation);
        read["text"] = "zwei „ü“";

        var replaced = await Container.ReplaceItemAsync(read, "a", new PartitionKey("roundtrip"), cancellationToken: Cancellation);

        Assert.Equal("zwei „ü“", replaced.Resource["text"]!.ToString());
        Assert.Equal(replaced.ETag, replaced.Resource["_etag"]!.ToString());
        Assert.Equal(replaced.Resource.Properties().Count(), replaced.Resource.Properties().Select(property => property.Name).Distinct().Count());
    }

    [Fact]
    public async Task Write_PartitionKeyDiffersFromDocument_AnswersBadRequest()
    {
        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.CreateItemAsync(new Note("a", "one", "x"), new PartitionKey("two"), cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.BadRequest, failure.StatusCode);
        Assert.Equal(1001, failure.SubStatusCode);
    }

    [Fact]
    public async Task Write_DocumentAboveTwoMegabytes_AnswersTooLarge()
    {
        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.CreateItemAsync(new Note("a", "large", new string('x', 2 * 1024 * 1024)), cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, failure.StatusCode);
    }

    [Fact]
    public async Task Write_ContentNotWanted_AnswersWithoutBody()
    {
        var quiet = await Container.UpsertItemAsync(
            new Note("a", "quiet", "one"), requestOptions: new ItemRequestOptions { EnableContentResponseOnWrite = false }, cancellationToken: Cancellation);

        Assert.Null(quiet.Resource);
        Assert.NotEmpty(quiet.ETag);
        Assert.Equal("one", (await Clients.FindAsync(Container, "a", "quiet"))!.Text);
    }

    [Fact]
    public async Task ReadFeed_OnePartition_ReturnsItsDocumentsOnly()
    {
        await Container.CreateItemAsync(new Note("a", "feed", "one"), cancellationToken: Cancellation);
        await Container.CreateItemAsync(new Note("b", "feed", "two"), cancellationToken: Cancellation);
        await Container.CreateItemAsync(new Note("a", "feed2", "three"), cancellationToken: Cancellation);

        using var iterator = Container.GetItemQueryIterator<Note>(requestOptions: new QueryRequestOptions { PartitionKey = new PartitionKey("feed") });
        var found = new List<Note>();
        while (iterator.HasMoreResults)
        {
            found.AddRange(await iterator.ReadNextAsync(Cancellation));
        }

        Assert.Equal(["one", "two"], found.Select(note => note.Text).Order());
    }

    [Theory]
    [InlineData("wa:+49 170/x", "a b:c|d+e%f~")]
    [InlineData("ü„\"quoted\"\\", "ü€")]
    [InlineData("%2F%25", "plain")]
    public async Task Write_UnusualPartitionKeyAndId_IsFoundAgain(string pk, string id)
    {
        var created = await Container.CreateItemAsync(new Note(id, pk, "x"), new PartitionKey(pk), cancellationToken: Cancellation);
        var replaced = await Container.ReplaceItemAsync(new Note(id, pk, "y"), id, new PartitionKey(pk), cancellationToken: Cancellation);
        var read = await Container.ReadItemAsync<Note>(id, new PartitionKey(pk), cancellationToken: Cancellation);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (created.StatusCode, replaced.StatusCode));
        Assert.Equal((id, pk, "y"), (read.Resource.Id, read.Resource.Pk, read.Resource.Text));
    }

    [Fact]
    public async Task Replace_ManyWritersWithOneEtag_ExactlyOneWins()
    {
        var created = await Container.CreateItemAsync(new Note("a", "race", "0"), cancellationToken: Cancellation);
        var options = new ItemRequestOptions { IfMatchEtag = created.ETag };

        var statuses = await Task.WhenAll(Enumerable.Range(0, 16).Select(async number =>
        {
            await Task.Yield();
            using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{"id":"a","pk":"race","text":"{{number}}"}"""));
            using var response = await Container.ReplaceItemStreamAsync(stream, "a", new PartitionKey("race"), options, Cancellation);
            return response.StatusCode;
        }));

        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Equal(15, statuses.Count(status => status == HttpStatusCode.PreconditionFailed));
    }
}
