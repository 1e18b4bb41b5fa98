using System.Net;
using Microsoft.Azure.Cosmos;
using OrleansFailover.LocalCloud.Tests.Support;

namespace OrleansFailover.LocalCloud.Tests.Replication;

public sealed class RestartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_WithUnsentWrites_LosesThoseAndGetsTheRestBack()
    {
        await using var pair = await StorePair.StartAsync();
        await pair.East.CreateItemAsync(new Note("sent", "p", "x"), cancellationToken: Cancellation);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);
        pair.Cloud.First.Replication.Pause();
        await pair.East.CreateItemAsync(new Note("unsent", "p", "x"), cancellationToken: Cancellation);

        await pair.Cloud.First.StopAsync();
        await pair.West.CreateItemAsync(new Note("meanwhile", "p", "x"), cancellationToken: Cancellation);
        await pair.Cloud.RestartAsync(pair.Cloud.First, Cancellation);
        var east = Clients.ContainerOf(pair.Track(Clients.Pinned(pair.Cloud.First)));

        Assert.NotNull(await Clients.FindAsync(east, "sent", "p"));
        Assert.NotNull(await Clients.FindAsync(east, "meanwhile", "p"));
        Assert.Null(await Clients.FindAsync(east, "unsent", "p"));
        Assert.Null(await Clients.FindAsync(pair.West, "unsent", "p"));
    }

    [Fact]
    public async Task Restart_ThenWrite_ReplicatesBothWaysAgain()
    {
        await using var pair = await StorePair.StartAsync();
        await pair.East.UpsertItemAsync(new Note("a", "p", "before"), cancellationToken: Cancellation);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);
        await pair.Cloud.RestartAsync(pair.Cloud.First, Cancellation);
        var east = Clients.ContainerOf(pair.Track(Clients.Pinned(pair.Cloud.First)));

        await east.UpsertItemAsync(new Note("a", "p", "after"), cancellationToken: Cancellation);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);
        Assert.Equal("after", (await Clients.FindAsync(pair.West, "a", "p"))!.Text);

        await pair.West.UpsertItemAsync(new Note("a", "p", "back"), cancellationToken: Cancellation);
        await pair.Cloud.Second.Replication.WaitUntilSentAsync(Cancellation);
        Assert.Equal("back", (await Clients.FindAsync(east, "a", "p"))!.Text);
        Assert.Equal(0, pair.Cloud.First.Statistics().Conflicts + pair.Cloud.Second.Statistics().Conflicts);
    }

    [Fact]
    public async Task Start_PeerCutOff_StartsEmptyAndFillsItselfLater()
    {
        await using var pair = await StorePair.StartAsync();
        await pair.East.CreateItemAsync(new Note("a", "p", "x"), cancellationToken: Cancellation);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);
        pair.Cloud.Second.Replication.SetPartition([pair.Cloud.First.Name], on: true);

        await pair.Cloud.RestartAsync(pair.Cloud.First, Cancellation);
        var east = Clients.ContainerOf(pair.Track(Clients.Pinned(pair.Cloud.First)));
        Assert.Null(await Clients.FindAsync(east, "a", "p"));

        pair.Cloud.Second.Replication.SetPartition([pair.Cloud.First.Name], on: false);
        await Eventually.TrueAsync("the full copy from the peer", async () => await Clients.FindAsync(east, "a", "p") is not null);
    }

    [Fact]
    public async Task PreferredRegionStops_ClientMovesToTheOther()
    {
        await using var pair = await StorePair.StartAsync();
        var roaming = Clients.ContainerOf(pair.Track(Clients.Roaming(pair.Cloud.First, pair.Cloud.Second)));
        await roaming.CreateItemAsync(new Note("a", "p", "x"), cancellationToken: Cancellation);
        Assert.Equal((1, 0), (pair.Cloud.First.Statistics().Writes, pair.Cloud.Second.Statistics().Writes));
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);

        await pair.Cloud.First.StopAsync();
        var written = await roaming.UpsertItemAsync(new Note("a", "p", "y"), cancellationToken: Cancellation);
        var read = await roaming.ReadItemAsync<Note>("a", new PartitionKey("p"), cancellationToken: Cancellation);

        Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        Assert.Equal("y", read.Resource.Text);
        Assert.Equal(1, pair.Cloud.Second.Statistics().Writes);
    }

    [Fact]
    public async Task RegionStops_PinnedClientStaysAndFails()
    {
        await using var pair = await StorePair.StartAsync();
        await pair.East.CreateItemAsync(new Note("a", "p", "x"), cancellationToken: Cancellation);

        await pair.Cloud.First.StopAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(2));

        await Assert.ThrowsAnyAsync<Exception>(() => pair.East.UpsertItemAsync(new Note("a", "p", "y"), cancellationToken: limit.Token));
        Assert.Equal(0, pair.Cloud.Second.Statistics().Writes);
    }
}
