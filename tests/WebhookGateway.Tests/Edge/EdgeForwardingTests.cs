using System.Net;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Edge;

public sealed class EdgeForwardingTests
{
    [Fact]
    public async Task Post_AllHealthy_GoesToThePrimaryUntouchedWithoutSpoofedHeaders()
    {
        await using var edge = await EdgeHost.StartAsync();
        var body = Payloads.Messages(Payloads.Text("a", "hällo"));

        using var response = await edge.PostAsync(body, ("x-failover-count", "1"), ("X-Failover-Reason", "primary-unreachable"), ("X-Custom", "kept"), ("Connection", "X-Private"), ("X-Private", "p"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var got = Assert.Single(edge.Primary.Got);
        Assert.Equal(body, got.Body);
        Assert.StartsWith("sha256=", got.Headers["X-Hub-Signature-256"].ToString(), StringComparison.Ordinal);
        Assert.Equal("kept", got.Headers["X-Custom"]);
        Assert.False(got.Headers.ContainsKey("x-failover-count"));
        Assert.False(got.Headers.ContainsKey("x-failover-reason"));
        Assert.False(got.Headers.ContainsKey("X-Private"));
        Assert.Empty(edge.Second.Got);
    }

    [Fact]
    public async Task Post_Acked_TellsWhichRegionAndThatACopyIsMissing()
    {
        await using var edge = await EdgeHost.StartAsync();
        edge.Primary.Answer = context =>
        {
            context.Response.Headers["x-region"] = "eastus";
            context.Response.Headers["x-standby-copies"] = "missing";
            context.Response.Headers["x-other"] = "stays";
            return FakePeer.Status(context, 200);
        };

        using var response = await edge.PostAsync();

        Assert.Equal(("eastus", "missing"), (response.Headers.GetValues("x-region").Single(), response.Headers.GetValues("x-standby-copies").Single()));
        Assert.False(response.Headers.Contains("x-other"));
    }

    // The path of a session is a secret: it goes on as it came, and the region checks it.
    [Fact]
    public async Task Post_WebhookOfASession_GoesOnWithItsPathAndItsSecret()
    {
        await using var edge = await EdgeHost.StartAsync();
        var path = "";
        edge.Primary.Answer = context =>
        {
            path = context.Request.Path;
            return FakePeer.Status(context, 200);
        };
        using var request = Signed.Post("test_app_secret", "{}"u8.ToArray(), "/wasender/support/a-path-secret-0123456789");
        request.Headers.Add("X-Webhook-Signature", "a-session-secret");

        using var response = await edge.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "/wasender/support/a-path-secret-0123456789"), (response.StatusCode, path));
        Assert.Equal("a-session-secret", Assert.Single(edge.Primary.Got).Headers["X-Webhook-Signature"]);
    }

    [Fact]
    public async Task Get_Verification_GivesTheRegionsAnswerBack()
    {
        await using var edge = await EdgeHost.StartAsync();
        edge.Primary.Answer = async context =>
        {
            context.Response.ContentType = "text/plain";
            await context.Response.Body.WriteAsync("1158"u8.ToArray());
        };

        using var response = await edge.Client.GetAsync(new Uri("/webhook?hub.mode=subscribe&hub.challenge=1158&hub.verify_token=a%20b", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("1158", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("?hub.mode=subscribe&hub.challenge=1158&hub.verify_token=a%20b", Assert.Single(edge.Primary.Got).Query);
    }

    [Fact]
    public async Task Post_PrimaryDead_GoesToTheSecondAtOnce()
    {
        await using var edge = await EdgeHost.StartAsync();
        await edge.Primary.StopAsync();

        using var first = await edge.PostAsync("{\"n\":1}");
        await edge.StateAsync("Suspect", "Healthy");
        using var second = await edge.PostAsync("{\"n\":2}");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(["{\"n\":1}", "{\"n\":2}"], edge.Second.Got.Select(g => g.Body));
        Assert.All(edge.Second.Got, got => Assert.Equal("1 primary-unreachable", $"{got.Headers["x-failover-count"]} {got.Headers["x-failover-reason"]}"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task Post_PrimaryAnswersAnError_GoesToTheSecond(int status)
    {
        await using var edge = await EdgeHost.StartAsync();
        edge.Primary.Answer = context => FakePeer.Status(context, status);

        using var response = await edge.PostAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("1 error", Crossing(edge.Second));
    }

    [Fact]
    public async Task Post_PrimaryBreaksTheConnection_GoesToTheSecondAsAnError()
    {
        await using var edge = await EdgeHost.StartAsync();
        edge.Primary.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

        using var response = await edge.PostAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("1 error", Crossing(edge.Second));
    }

    [Fact]
    public async Task Post_PrimarySlow_IsHedged()
    {
        await using var edge = await EdgeHost.StartAsync(settings: new() { ["Edge:HedgeAfter"] = "00:00:00.2" });
        edge.Primary.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

        using var response = await edge.PostAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(edge.Primary.Got);
        Assert.Equal("1 slow", Crossing(edge.Second));
    }

    [Fact]
    public async Task Post_HedgedAndTheFirstAnswersFirst_ItsAnswerCounts()
    {
        var hedged = new TaskCompletionSource();
        await using var edge = await EdgeHost.StartAsync(settings: new() { ["Edge:HedgeAfter"] = "00:00:00.2" });
        edge.Primary.Answer = async context =>
        {
            await hedged.Task;
            await FakePeer.Status(context, 200);
        };
        edge.Second.Answer = context =>
        {
            hedged.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };

        using var response = await edge.PostAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(edge.Second.Got);
    }

    [Fact]
    public async Task Post_Refused_IsGivenBackAndNotTriedElsewhere()
    {
        await using var edge = await EdgeHost.StartAsync();
        edge.Primary.Answer = context => FakePeer.Status(context, 401);

        using var response = await edge.PostAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(edge.Second.Got);
    }

    [Fact]
    public async Task Post_AllFail_Is503()
    {
        await using var edge = await EdgeHost.StartAsync();
        edge.Primary.Answer = context => FakePeer.Status(context, 503);
        await edge.Second.StopAsync();

        using var response = await edge.PostAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Single(edge.Primary.Got);
    }

    [Fact]
    public async Task Post_AllHang_Is503InTime()
    {
        await using var edge = await EdgeHost.StartAsync(settings: new()
        {
            ["Edge:HedgeAfter"] = "00:00:00.05",
            ["Edge:AttemptTimeout"] = "00:00:00.3",
            ["Edge:RequestTimeout"] = "00:00:00.6",
        });
        edge.Primary.Answer = edge.Second.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

        using var response = await edge.PostAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Single(edge.Primary.Got);
        Assert.Single(edge.Second.Got);
    }

    [Fact]
    public async Task Post_TooLarge_Is413AndGoesNowhere()
    {
        await using var edge = await EdgeHost.StartAsync(settings: new() { ["Edge:MaxBodyBytes"] = "1024" });

        using var response = await edge.PostAsync(new string('x', 1025));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Empty(edge.Primary.Got);
    }

    [Fact]
    public async Task Probes_PrimaryUnhealthyAndBack_FailsOverAndFailsBack()
    {
        await using var edge = await EdgeHost.StartAsync(probe: "00:00:00.05", settings: new() { ["Edge:FailbackAfter"] = "00:00:00.5" });
        edge.Primary.Healthy = false;
        await edge.StateAsync("Unhealthy", "Healthy");
        using var away = await edge.PostAsync("{\"n\":1}");
        edge.Primary.Healthy = true;
        await edge.StateAsync("Returning", "Healthy");
        using var pending = await edge.PostAsync("{\"n\":2}");
        await edge.StateAsync("Healthy", "Healthy");
        using var home = await edge.PostAsync("{\"n\":3}");

        Assert.Equal(["{\"n\":1}", "{\"n\":2}"], edge.Second.Got.Select(g => g.Body));
        Assert.Equal(["primary-unreachable", "failback-pending"], edge.Second.Got.Select(g => g.Headers["x-failover-reason"].ToString()));
        Assert.Equal("{\"n\":3}", Assert.Single(edge.Primary.Got).Body);
    }

    [Fact]
    public async Task Probes_RegionDiesAndReturnsOnItsPort_IsSeen()
    {
        await using var edge = await EdgeHost.StartAsync(probe: "00:00:00.05", settings: new() { ["Edge:FailbackAfter"] = "00:00:00.1" });
        await edge.Primary.StopAsync();
        await edge.StateAsync("Unhealthy", "Healthy");
        await edge.Primary.ReturnAsync();
        await edge.StateAsync("Healthy", "Healthy");
    }

    [Fact]
    public async Task Post_AllUnhealthy_IsStillTriedInOrder()
    {
        await using var edge = await EdgeHost.StartAsync(probe: "00:00:00.05");
        edge.Primary.Healthy = edge.Second.Healthy = false;
        await edge.StateAsync("Unhealthy", "Unhealthy");
        using var health = await edge.Client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);

        using var response = await edge.PostAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(Assert.Single(edge.Primary.Got).Headers.ContainsKey("x-failover-count"));
    }

    [Fact]
    public async Task Regions_Json_TellsEachRegionAndWhichServes()
    {
        await using var edge = await EdgeHost.StartAsync();
        await edge.Primary.StopAsync();
        using var response = await edge.PostAsync();
        await edge.StateAsync("Suspect", "Healthy");

        var json = await edge.RegionsAsync();

        Assert.Equal("Healthy", json.GetProperty("status").GetString());
        var regions = json.GetProperty("regions").EnumerateArray().ToArray();
        Assert.Equal(["eastus", "westeurope"], regions.Select(r => r.GetProperty("name").GetString()));
        Assert.Equal([true, false], regions.Select(r => r.GetProperty("primary").GetBoolean()));
        Assert.Equal([false, true], regions.Select(r => r.GetProperty("serving").GetBoolean()));
        Assert.Equal("webhook: ConnectionError", regions[0].GetProperty("detail").GetString());
        Assert.True(regions[1].GetProperty("since").TryGetDateTimeOffset(out _));
    }

    private static string Crossing(FakePeer peer)
    {
        var got = Assert.Single(peer.Got);
        return $"{got.Headers["x-failover-count"]} {got.Headers["x-failover-reason"]}";
    }
}
