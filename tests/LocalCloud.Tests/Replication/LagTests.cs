using Microsoft.Azure.Cosmos;
using OrleansFailover.LocalCloud.Tests.Support;

namespace OrleansFailover.LocalCloud.Tests.Replication;

public sealed class LagTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_LagPasses_ReachesThePeerInOrderAndNotBefore()
    {
        await using var pair = await StorePair.StartAsync();
        var lag = TimeSpan.FromMilliseconds(400);
        pair.Cloud.First.Replication.SetLag(lag);
        var started = TimeProvider.System.GetTimestamp();
        await pair.East.CreateItemAsync(new Note("first", "p", "x"), cancellationToken: Cancellation);
        await pair.East.CreateItemAsync(new Note("second", "p", "x"), cancellationToken: Cancellation);

        await Eventually.TrueAsync("the second write at the peer", async () =>
        {
            var second = await Clients.FindAsync(pair.West, "second", "p");
            Assert.True(second is null || await Clients.FindAsync(pair.West, "first", "p") is not null, "The second write overtook the first.");
            return second is not null;
        });

        Assert.True(TimeProvider.System.GetElapsedTime(started) >= lag);
    }

    [Fact]
    public async Task Pause_Writes_WaitUntilResumed()
    {
        await using var pair = await StorePair.StartAsync();
        var replication = pair.Cloud.First.Replication;
        replication.Pause();
        for (var number = 0; number < 20; number++)
        {
            await pair.East.UpsertItemAsync(new Note("a", "p", $"{number}"), cancellationToken: Cancellation);
        }

        Assert.Equal(20, replication.Peers.Single().Pending);
        Assert.True(replication.Peers.Single().OldestPendingAge > TimeSpan.Zero);
        Assert.Null(await Clients.FindAsync(pair.West, "a", "p"));

        replication.Resume();
        await replication.WaitUntilSentAsync(Cancellation);

        Assert.Equal("19", (await Clients.FindAsync(pair.West, "a", "p"))!.Text);
        Assert.Equal(20, pair.Cloud.First.Statistics().Replicated);
        Assert.Equal(TimeSpan.Zero, replication.Peers.Single().OldestPendingAge);
    }

    [Fact]
    public async Task SetLag_Shorter_AppliesToWritesThatWait()
    {
        await using var pair = await StorePair.StartAsync(settings => settings.ReplicationLag = TimeSpan.FromHours(1));
        await pair.East.CreateItemAsync(new Note("a", "p", "x"), cancellationToken: Cancellation);

        pair.Cloud.First.Replication.SetLag(TimeSpan.Zero);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);

        Assert.NotNull(await Clients.FindAsync(pair.West, "a", "p"));
    }

    [Fact]
    public async Task Delete_Replicated_DocumentIsGoneAtThePeer()
    {
        await using var pair = await StorePair.StartAsync();
        await pair.East.CreateItemAsync(new Note("a", "p", "x"), cancellationToken: Cancellation);
        await Eventually.TrueAsync("the write at the peer", async () => await Clients.FindAsync(pair.West, "a", "p") is not null);

        await pair.East.DeleteItemAsync<Note>("a", new PartitionKey("p"), cancellationToken: Cancellation);

        await Eventually.TrueAsync("the delete at the peer", async () => await Clients.FindAsync(pair.West, "a", "p") is null);
    }

    [Fact]
    public async Task Etag_Replicated_FencesAtThePeer()
    {
        await using var pair = await StorePair.StartAsync();
        var created = await pair.East.CreateItemAsync(new Note("a", "p", "one"), cancellationToken: Cancellation);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);

        var replaced = await pair.West.ReplaceItemAsync(
            new Note("a", "p", "two"), "a", new PartitionKey("p"), new ItemRequestOptions { IfMatchEtag = created.ETag }, Cancellation);
        await pair.Cloud.Second.Replication.WaitUntilSentAsync(Cancellation);

        Assert.Equal("two", (await Clients.FindAsync(pair.East, "a", "p"))!.Text);
        Assert.NotEqual(created.ETag, replaced.ETag);
        Assert.Equal(0, pair.Cloud.First.Statistics().Conflicts + pair.Cloud.Second.Statistics().Conflicts);
    }

    [Fact]
    public async Task CreateContainer_WhilePausedAndLagging_IsAtThePeerAtOnce()
    {
        await using var pair = await StorePair.StartAsync(settings => settings.ReplicationLag = TimeSpan.FromHours(1));
        pair.Cloud.First.Replication.Pause();

        await pair.East.Database.CreateContainerAsync("other", "/pk", cancellationToken: Cancellation);

        await pair.West.Database.GetContainer("other").ReadContainerAsync(cancellationToken: Cancellation);
    }

    [Fact]
    public async Task Partition_On_CutsBothDirectionsUntilOff()
    {
        await using var pair = await StorePair.StartAsync();
        pair.Cloud.First.Replication.SetPartition([pair.Cloud.Second.Name], on: true);
        await pair.East.CreateItemAsync(new Note("east", "p", "x"), cancellationToken: Cancellation);
        await pair.West.CreateItemAsync(new Note("west", "p", "x"), cancellationToken: Cancellation);
        await Eventually.TrueAsync("a refused attempt", () => pair.Cloud.Second.Replication.Peers.Single().OldestPendingAge > TimeSpan.FromMilliseconds(200));

        Assert.Null(await Clients.FindAsync(pair.West, "east", "p"));
        Assert.Null(await Clients.FindAsync(pair.East, "west", "p"));

        pair.Cloud.First.Replication.SetPartition([pair.Cloud.Second.Name], on: false);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);
        await pair.Cloud.Second.Replication.WaitUntilSentAsync(Cancellation);

        Assert.NotNull(await Clients.FindAsync(pair.West, "east", "p"));
        Assert.NotNull(await Clients.FindAsync(pair.East, "west", "p"));
    }

    [Fact]
    public async Task Outage_On_SendsAndTakesNothingUntilOff()
    {
        await using var pair = await StorePair.StartAsync();
        pair.Cloud.Second.SetCosmosOutage(true);
        await pair.East.CreateItemAsync(new Note("a", "p", "x"), cancellationToken: Cancellation);
        await Eventually.TrueAsync("a refused attempt", () => pair.Cloud.First.Replication.Peers.Single().OldestPendingAge > TimeSpan.FromMilliseconds(200));

        pair.Cloud.Second.SetCosmosOutage(false);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);

        Assert.NotNull(await Clients.FindAsync(pair.West, "a", "p"));
    }
}
