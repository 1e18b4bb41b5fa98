using System.Net;
using Microsoft.Azure.Cosmos;
using OrleansFailover.LocalCloud.Cosmos;
using OrleansFailover.LocalCloud.Tests.Support;

namespace OrleansFailover.LocalCloud.Tests.Cosmos;

public sealed class SessionTokenTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void TryParse_FormattedToken_ReturnsTheSameProgress()
    {
        long[] progress = [5, 0, 7];
        Span<long> parsed = stackalloc long[3];

        Assert.True(SessionToken.TryParse(SessionToken.Format(progress), parsed));
        Assert.Equal(progress, parsed.ToArray());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0:1#2#9=1")]
    [InlineData("0:1#2#x=1")]
    [InlineData("0:1")]
    public void TryParse_ForeignToken_IsRefused(string token) => Assert.False(SessionToken.TryParse(token, stackalloc long[2]));

    [Fact]
    public async Task Read_TokenAheadOfThisRegion_AnswersReadSessionNotAvailableUntilReplicated()
    {
        await using var pair = await StorePair.StartAsync();
        pair.Cloud.First.Replication.Pause();
        var written = await pair.East.CreateItemAsync(new Note("a", "p", "x"), cancellationToken: Cancellation);
        var options = new ItemRequestOptions { SessionToken = written.Headers.Session };

        using var behind = await pair.West.ReadItemStreamAsync("a", new PartitionKey("p"), options, Cancellation);
        using var eventual = await pair.West.ReadItemStreamAsync(
            "a", new PartitionKey("p"), new ItemRequestOptions { SessionToken = written.Headers.Session, ConsistencyLevel = ConsistencyLevel.Eventual }, Cancellation);
        pair.Cloud.First.Replication.Resume();
        await pair.Cloud.First.Replication.WaitUntilSentAsync(Cancellation);
        using var after = await pair.West.ReadItemStreamAsync("a", new PartitionKey("p"), options, Cancellation);

        Assert.Equal((HttpStatusCode.NotFound, "1002"), (behind.StatusCode, behind.Headers["x-ms-substatus"]));
        Assert.Equal(HttpStatusCode.NotFound, eventual.StatusCode);
        Assert.NotEqual("1002", eventual.Headers["x-ms-substatus"]);
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task Read_TokenOfLostWrite_IsAnsweredAgainOnceTheRegionIsBack()
    {
        await using var pair = await StorePair.StartAsync();
        pair.Cloud.First.Replication.Pause();
        var lost = await pair.East.CreateItemAsync(new Note("a", "p", "x"), cancellationToken: Cancellation);
        var options = new ItemRequestOptions { SessionToken = lost.Headers.Session };
        await pair.Cloud.First.StopAsync();
        using var waiting = await pair.West.ReadItemStreamAsync("a", new PartitionKey("p"), options, Cancellation);

        await pair.Cloud.RestartAsync(pair.Cloud.First, Cancellation);

        Assert.Equal("1002", waiting.Headers["x-ms-substatus"]);
        await Eventually.TrueAsync("the peer to hear of the new life", async () =>
        {
            using var response = await pair.West.ReadItemStreamAsync("a", new PartitionKey("p"), options, Cancellation);
            return response.StatusCode == HttpStatusCode.NotFound && response.Headers["x-ms-substatus"] is not "1002";
        });
    }
}
