using System.Net;
using Microsoft.Azure.Cosmos;
using OrleansFailover.LocalCloud.Cosmos;
using OrleansFailover.LocalCloud.Tests.Support;

namespace OrleansFailover.LocalCloud.Tests.Cosmos;

public sealed class FaultTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Container Container => fixture.Container;

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests, 3200)]
    [InlineData(HttpStatusCode.ServiceUnavailable, 0)]
    [InlineData(HttpStatusCode.RequestTimeout, 0)]
    public async Task Answer_Status_ReachesTheClientAndNothingIsWritten(HttpStatusCode status, int subStatus)
    {
        fixture.Region.Faults.Add(new CosmosFault { Status = (int)status, SubStatus = subStatus, Operations = [CosmosOperation.Upsert] });
        var id = $"answer-{(int)status}";

        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.UpsertItemAsync(new Note(id, "p", "x"), cancellationToken: Cancellation));
        fixture.Region.Faults.Clear();

        Assert.Equal(status, failure.StatusCode);
        Assert.Null(await Clients.FindAsync(Container, id, "p"));
    }

    [Fact]
    public async Task Answer_TooManyRequests_TellsWhenToRetry()
    {
        fixture.Region.Faults.Add(new CosmosFault { Status = 429, Count = 1, RetryAfter = TimeSpan.FromMilliseconds(77) });

        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.UpsertItemAsync(new Note("retry", "p", "x"), cancellationToken: Cancellation));

        Assert.Equal(TimeSpan.FromMilliseconds(77), failure.RetryAfter);
    }

    [Fact]
    public async Task Answer_RetryWithOnce_IsRetriedByTheClient()
    {
        var hits = fixture.Region.Faults.Hits;
        fixture.Region.Faults.Add(new CosmosFault { Status = 449, Count = 1 });

        var response = await Container.UpsertItemAsync(new Note("retry-with", "p", "x"), cancellationToken: Cancellation);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(hits + 1, fixture.Region.Faults.Hits);
    }

    [Fact]
    public async Task Answer_CountedFault_HitsSoManyOperations()
    {
        fixture.Region.Faults.Add(new CosmosFault { Status = 429, Count = 2 });

        for (var attempt = 0; attempt < 2; attempt++)
        {
            await Assert.ThrowsAsync<CosmosException>(() => Container.UpsertItemAsync(new Note("counted", "p", "x"), cancellationToken: Cancellation));
        }

        var third = await Container.UpsertItemAsync(new Note("counted", "p", "x"), cancellationToken: Cancellation);
        Assert.Equal(HttpStatusCode.Created, third.StatusCode);
        Assert.Empty(fixture.Region.Faults.List());
    }

    [Fact]
    public async Task ApplyThenAnswer_Write_FailsForTheClientAndIsThere()
    {
        fixture.Region.Faults.Add(new CosmosFault { Kind = CosmosFaultKind.ApplyThenAnswer, Status = 408, Operations = [CosmosOperation.Create], Count = 1 });

        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.CreateItemAsync(new Note("unknown", "p", "x"), cancellationToken: Cancellation));

        Assert.Equal(HttpStatusCode.RequestTimeout, failure.StatusCode);
        Assert.NotNull(await Clients.FindAsync(Container, "unknown", "p"));
    }

    [Fact]
    public async Task ApplyThenDrop_Write_FailsForTheClientAndIsThere()
    {
        fixture.Region.Faults.Add(new CosmosFault { Kind = CosmosFaultKind.ApplyThenDrop, Operations = [CosmosOperation.Upsert] });
        await Assert.ThrowsAnyAsync<Exception>(() => Container.UpsertItemAsync(new Note("dropped", "p", "x"), cancellationToken: Cancellation));
        fixture.Region.Faults.Clear();

        Assert.NotNull(await Clients.FindAsync(Container, "dropped", "p"));
    }

    [Fact]
    public async Task Drop_Write_FailsForTheClientAndIsNotThere()
    {
        fixture.Region.Faults.Add(new CosmosFault { Kind = CosmosFaultKind.Drop, Operations = [CosmosOperation.Upsert] });
        await Assert.ThrowsAnyAsync<Exception>(() => Container.UpsertItemAsync(new Note("refused", "p", "x"), cancellationToken: Cancellation));
        fixture.Region.Faults.Clear();

        Assert.Null(await Clients.FindAsync(Container, "refused", "p"));
    }

    [Fact]
    public async Task Hang_Cleared_LetsTheRequestGo()
    {
        fixture.Region.Faults.Add(new CosmosFault { Kind = CosmosFaultKind.Hang, Operations = [CosmosOperation.Create], Count = 1 });
        var hits = fixture.Region.Faults.Hits;
        var writing = Container.CreateItemAsync(new Note("hanging", "p", "x"), cancellationToken: Cancellation);
        await Eventually.TrueAsync("the fault to hit", () => fixture.Region.Faults.Hits > hits);
        Assert.False(writing.IsCompleted);

        fixture.Region.Faults.Clear();

        await Assert.ThrowsAnyAsync<Exception>(() => writing);
        Assert.Null(await Clients.FindAsync(Container, "hanging", "p"));
    }

    [Fact]
    public async Task Outage_On_AnswersServiceUnavailableUntilOff()
    {
        await Container.UpsertItemAsync(new Note("outage", "p", "x"), cancellationToken: Cancellation);

        fixture.Region.SetCosmosOutage(true);
        var failure = await Assert.ThrowsAsync<CosmosException>(
            () => Container.ReadItemAsync<Note>("outage", new PartitionKey("p"), cancellationToken: Cancellation));
        fixture.Region.SetCosmosOutage(false);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, failure.StatusCode);
        Assert.NotNull(await Clients.FindAsync(Container, "outage", "p"));
    }
}
