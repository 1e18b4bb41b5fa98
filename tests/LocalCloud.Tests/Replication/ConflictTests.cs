using Microsoft.Azure.Cosmos;
using OrleansFailover.LocalCloud.Tests.Support;

namespace OrleansFailover.LocalCloud.Tests.Replication;

public sealed class ConflictTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(60, "west")]
    [InlineData(-60, "east")]
    public async Task TwoCreates_SameDocument_NewerTimestampWinsAndTheLoserIsRolledBack(int westAheadSeconds, string winner)
    {
        await using var pair = await StorePair.StartAsync(settings =>
            settings.ClockSkew = settings.Region == LocalCloudPair.DefaultSecond ? TimeSpan.FromSeconds(westAheadSeconds) : TimeSpan.Zero);
        await WriteApartAsync(
            pair,
            () => pair.East.CreateItemAsync(new Note("a", "p", "east"), cancellationToken: Cancellation),
            () => pair.West.CreateItemAsync(new Note("a", "p", "west"), cancellationToken: Cancellation));

        var east = pair.Cloud.First.Statistics();
        var west = pair.Cloud.Second.Statistics();

        Assert.Equal(winner, (await Clients.FindAsync(pair.East, "a", "p"))!.Text);
        Assert.Equal(winner, (await Clients.FindAsync(pair.West, "a", "p"))!.Text);
        Assert.Equal((winner == "west" ? 1 : 0, winner == "east" ? 1 : 0), (east.RolledBackTentativeWrites, west.RolledBackTentativeWrites));
        Assert.Equal((1, 1), (east.Conflicts, west.Conflicts));
    }

    [Fact]
    public async Task TwoUpdates_SameTimestamp_FirstRegionOfTheAccountWins()
    {
        await using var pair = await StorePair.StartAsync();
        await pair.East.CreateItemAsync(new Note("a", "p", "base"), cancellationToken: Cancellation);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);
        Note[] written = [];
        do
        {
            await WriteApartAsync(
                pair,
                async () => written = [await pair.East.UpsertItemAsync(new Note("a", "p", "east"), cancellationToken: Cancellation)],
                async () => written = [.. written, await pair.West.UpsertItemAsync(new Note("a", "p", "west"), cancellationToken: Cancellation)]);
        }
        while (written[0].Timestamp != written[1].Timestamp);

        Assert.Equal("east", (await Clients.FindAsync(pair.East, "a", "p"))!.Text);
        Assert.Equal("east", (await Clients.FindAsync(pair.West, "a", "p"))!.Text);
    }

    [Fact]
    public async Task DeleteAndNewerUpdate_SameDocument_DeleteWins()
    {
        await using var pair = await StorePair.StartAsync(settings =>
            settings.ClockSkew = settings.Region == LocalCloudPair.DefaultSecond ? TimeSpan.FromMinutes(1) : TimeSpan.Zero);
        await pair.East.CreateItemAsync(new Note("a", "p", "base"), cancellationToken: Cancellation);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);

        await WriteApartAsync(
            pair,
            () => pair.East.DeleteItemAsync<Note>("a", new PartitionKey("p"), cancellationToken: Cancellation),
            () => pair.West.UpsertItemAsync(new Note("a", "p", "newer"), cancellationToken: Cancellation));

        Assert.Null(await Clients.FindAsync(pair.East, "a", "p"));
        Assert.Null(await Clients.FindAsync(pair.West, "a", "p"));
        Assert.Equal(1, pair.Cloud.Second.Statistics().RolledBackTentativeWrites);
    }

    [Fact]
    public async Task DeleteAndRecreateAgainstUpdate_WhicheverOrder_RegionsAgree()
    {
        await using var pair = await StorePair.StartAsync();
        await pair.East.CreateItemAsync(new Note("a", "p", "base"), cancellationToken: Cancellation);
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);

        await WriteApartAsync(
            pair,
            async () =>
            {
                await pair.East.DeleteItemAsync<Note>("a", new PartitionKey("p"), cancellationToken: Cancellation);
                await pair.East.CreateItemAsync(new Note("a", "p", "again"), cancellationToken: Cancellation);
            },
            () => pair.West.UpsertItemAsync(new Note("a", "p", "update"), cancellationToken: Cancellation));
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);

        Assert.Equal((await Clients.FindAsync(pair.East, "a", "p"))?.Text, (await Clients.FindAsync(pair.West, "a", "p"))?.Text);
    }

    [Fact]
    public async Task WritesInTurn_SameDocument_AreNoConflict()
    {
        await using var pair = await StorePair.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            await pair.East.UpsertItemAsync(new Note("a", "p", $"east{round}"), cancellationToken: Cancellation);
            await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);
            await pair.West.UpsertItemAsync(new Note("a", "p", $"west{round}"), cancellationToken: Cancellation);
            await pair.Cloud.Second.Replication.WaitUntilSentAsync(Cancellation);
        }

        Assert.Equal("west4", (await Clients.FindAsync(pair.East, "a", "p"))!.Text);
        Assert.Equal(0, pair.Cloud.First.Statistics().Conflicts + pair.Cloud.Second.Statistics().Conflicts);
    }

    private static async Task WriteApartAsync(StorePair pair, Func<Task> east, Func<Task> west)
    {
        pair.Cloud.First.Replication.Pause();
        pair.Cloud.Second.Replication.Pause();
        await east();
        await west();
        pair.Cloud.First.Replication.Resume();
        pair.Cloud.Second.Replication.Resume();
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);
        await pair.Cloud.Second.Replication.WaitUntilSentAsync(Cancellation);
    }
}
