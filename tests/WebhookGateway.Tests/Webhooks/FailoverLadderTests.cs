using System.Net;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks;

public sealed class FailoverLadderTests
{
    private static readonly string Body = Payloads.Messages(Payloads.Text("wamid.1", "hällo"));

    [Theory]
    [InlineData(false, true, "log-unavailable")]
    [InlineData(true, false, "region-not-active")]
    public async Task Post_LogOrPhaseDoesNotTakeIt_IsForwardedUntouched(bool logWorks, bool active, string reason)
    {
        await using var peer = await FakePeer.StartAsync();
        await using var region = await RegionHost.StartAsync(peer.Address);
        Break(region, logWorks, active);

        using var response = await region.PostAsync(Body, ("X-Custom", "kept"), ("Connection", "close, X-Private"), ("X-Private", "dropped"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (headers, body, _) = Assert.Single(peer.Got);
        Assert.Equal(Body, body);
        Assert.Equal(Signed.Header(RegionHost.Secret, System.Text.Encoding.UTF8.GetBytes(Body)), headers["X-Hub-Signature-256"]);
        Assert.Equal("1", headers["x-failover-count"]);
        Assert.Equal(reason, headers["x-failover-reason"]);
        Assert.Equal("kept", headers["X-Custom"]);
        Assert.Equal("application/json", headers.ContentType);
        Assert.False(headers.ContainsKey("X-Private"));
        Assert.Empty(region.Log.Events);
        Assert.Empty(region.DeadLetters.Letters);
        Assert.Equal(1, region.Counted($"webhook.forwarded/westeurope/{reason}"));
        Assert.Equal(logWorks ? 0 : 1, region.Log.Calls);
    }

    [Fact]
    public async Task Post_CrossedOnceAndLogBroken_IsKeptAndNotForwardedAgain()
    {
        await using var peer = await FakePeer.StartAsync();
        await using var region = await RegionHost.StartAsync(peer.Address);
        region.Log.Break();

        using var response = await region.PostAsync(Body, ("x-failover-count", "1"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(peer.Got);
        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal("log-unavailable", letter.Reason);
        Assert.Equal(1, letter.FailoverCount);
        Assert.Equal(Body, content);
    }

    [Fact]
    public async Task Post_NoLogTakesIt_ItsEventsKeepTheirPlaceInEveryRegionsPendingList()
    {
        await using var region = await RegionHost.StartAsync(new Uri("http://127.0.0.1:9/"));
        region.Log.Break();

        using var response = await region.PostAsync(Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(region.DeadLetters.Letters);
        Assert.Equal("wamid.1", Assert.Single(region.Copies.Everywhere));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task Post_NoRegionIsActive_TheOwnLogKeepsItInOrder(string crossed)
    {
        await using var peer = await FakePeer.StartAsync();
        peer.Answer = context => FakePeer.Status(context, 503);
        await using var region = await RegionHost.StartAsync(peer.Address);
        region.Phase.IsActive = false;

        using var response = await region.PostAsync(Body, ("x-failover-count", crossed));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(region.Log.Events);
        Assert.Empty(region.DeadLetters.Letters);
        Assert.Equal(crossed == "0" ? 1 : 0, peer.Got.Count);
    }

    [Fact]
    public async Task Post_CrossedTwice_IsALoopAndKept()
    {
        await using var peer = await FakePeer.StartAsync();
        await using var region = await RegionHost.StartAsync(peer.Address);

        using var response = await region.PostAsync(Body, ("x-failover-count", "2"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(peer.Got);
        Assert.Equal(0, region.Log.Calls);
        Assert.Equal("loop", Assert.Single(region.DeadLetters.Letters).Letter.Reason);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(401)]
    [InlineData(202)]
    public async Task Post_PeerDoesNotAnswer200_IsKept(int status)
    {
        await using var peer = await FakePeer.StartAsync();
        peer.Answer = context => FakePeer.Status(context, status);
        await using var region = await RegionHost.StartAsync(peer.Address);
        region.Log.Break();

        using var response = await region.PostAsync(Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(peer.Got);
        Assert.Equal(Body, Assert.Single(region.DeadLetters.Letters).Content);
    }

    [Fact]
    public async Task Post_PeerDead_IsKept()
    {
        var peer = await FakePeer.StartAsync();
        await peer.StopAsync();
        await using var region = await RegionHost.StartAsync(peer.Address);
        region.Log.Break();

        using var response = await region.PostAsync(Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(region.DeadLetters.Letters);
    }

    [Fact]
    public async Task Post_PeerAndLogHang_IsKeptWithinTheBudget()
    {
        await using var peer = await FakePeer.StartAsync();
        peer.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        await using var region = await RegionHost.StartAsync(peer.Address, new() { ["Webhook:AckBudget"] = "00:00:02" });
        region.Log.Before = token => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        var started = TimeProvider.System.GetTimestamp();

        using var response = await region.PostAsync(Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(region.DeadLetters.Letters);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Post_OnlyTheSpoolTakesIt_IsSpooled()
    {
        await using var peer = await FakePeer.StartAsync();
        peer.Answer = context => FakePeer.Status(context, 503);
        await using var region = await RegionHost.StartAsync(peer.Address);
        region.Log.Break();
        region.DeadLetters.Broken = true;

        using var response = await region.PostAsync(Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.NotEmpty(peer.Got);
        Assert.Equal(1, region.Counted("webhook.ack.duration/spooled"));
        Assert.Equal(1, region.Counted("webhook.dead_letter_failures/log-unavailable"));
    }

    [Fact]
    public async Task Post_LogFailedAgainAndAgain_IsForwardedWithoutAnAppendUntilAProbeSucceeds()
    {
        await using var peer = await FakePeer.StartAsync();
        await using var region = await RegionHost.StartAsync(peer.Address, new() { ["Webhook:CircuitFailures"] = "2", ["Webhook:CircuitBreak"] = "00:00:01" });
        region.Log.Break();

        for (var i = 0; i < 6; i++)
        {
            using var response = await region.PostAsync(Body);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(6, peer.Got.Count);
        Assert.Equal(2, region.Log.Calls);
        Assert.Equal(1, region.Counted("webhook.circuit.opened"));
        region.Log.Before = _ => Task.CompletedTask;
        var deadline = TimeProvider.System.GetTimestamp();
        while (region.Log.Events.IsEmpty)
        {
            Assert.True(TimeProvider.System.GetElapsedTime(deadline) < TimeSpan.FromSeconds(20), "Waited 20 s for: a probe of the log.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
            using var response = await region.PostAsync(Body);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        using var last = await region.PostAsync(Body);
        Assert.Equal(2, region.Log.Events.Count);
    }

    private static void Break(RegionHost region, bool logWorks, bool active)
    {
        region.Phase.IsActive = active;
        if (!logWorks)
        {
            region.Log.Break();
        }
    }
}
