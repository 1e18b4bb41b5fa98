using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks;

public sealed class WebhookEndpointTests
{
    [Fact]
    public async Task Post_SignedMessage_IsAppendedAndCopiedAndAcked()
    {
        await using var region = await RegionHost.StartAsync();

        using var response = await region.PostAsync(Payloads.Messages(Payloads.Text("wamid.1", "hello")));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var inboundEvent = Assert.Single(region.Log.Events);
        Assert.Equal("eastus", inboundEvent.Receipt.Region.Name);
        Assert.Equal(0, inboundEvent.Receipt.FailoverCount);
        Assert.False(inboundEvent.Receipt.PrimaryUnreachable);
        var (key, pending) = Assert.Single(region.Copies.Copies);
        Assert.Equal(inboundEvent.Conversation.Key, key);
        Assert.Equal(inboundEvent.Id, pending.Id);
        Assert.Equal(inboundEvent.ChannelTime, pending.ChannelTime);
        Assert.Equal(inboundEvent, EnvelopeCodec.Decode(pending.Payload.Span));
        Assert.Empty(region.DeadLetters.Letters);
        Assert.Equal(1, region.Counted("webhook.received"));
        Assert.Equal(1, region.Counted("webhook.ack.duration/appended"));
        Assert.Equal(1, region.Counted("webhook.signatures/raw-current/default"));
    }

    [Fact]
    public async Task Post_WithoutChannelTime_EventsHaveTheGatewaysClock()
    {
        var before = TimeProvider.System.GetUtcNow();
        await using var region = await RegionHost.StartAsync(settings: new() { ["Webhook:WithoutChannelTime"] = "true" });

        using var response = await region.PostAsync(Payloads.Messages(Payloads.Text("wamid.1", "hello")));

        var inboundEvent = Assert.Single(region.Log.Events);
        Assert.Equal(inboundEvent.Receipt.ReceivedAt, inboundEvent.ChannelTime);
        Assert.True(inboundEvent.ChannelTime >= before);
    }

    [Theory]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task Post_WrongSignature_Is401AndNothingIsStored(string? signature)
    {
        await using var region = await RegionHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhook") { Content = new StringContent(Payloads.Messages(Payloads.Text("wamid.1", "hello"))) };
        if (signature is not null)
        {
            request.Headers.Add("X-Hub-Signature-256", signature);
        }

        using var response = await region.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(0, region.Log.Calls);
        Assert.Empty(region.Copies.Copies);
        Assert.Empty(region.DeadLetters.Letters);
        Assert.Equal(1, region.Counted("webhook.rejected/signature"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_TooLarge_Is413AndNothingIsStored(bool chunked)
    {
        await using var region = await RegionHost.StartAsync(settings: new() { ["Webhook:MaxBodyBytes"] = "2048" });
        using var largest = await PostAsync(region, 2048, chunked);
        using var tooLarge = await PostAsync(region, 2049, chunked);

        Assert.Equal(HttpStatusCode.OK, largest.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Single(region.Log.Events);
        Assert.Empty(region.DeadLetters.Letters);
    }

    [Fact]
    public async Task Post_ThreeMebibytes_IsTakenByDefault()
    {
        await using var region = await RegionHost.StartAsync();

        using var response = await PostAsync(region, 3 * 1024 * 1024, chunked: true);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(region.Log.Events);
    }

    [Theory]
    [InlineData("this is no JSON")]
    [InlineData("")]
    public async Task Post_SignedButUnreadable_IsKeptRawAnd200(string body)
    {
        await using var region = await RegionHost.StartAsync();

        using var response = await region.PostAsync(body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal("unreadable", letter.Reason);
        Assert.Equal("eastus", letter.Region);
        Assert.Equal(body, content);
        Assert.Equal(0, region.Log.Calls);
        Assert.Equal(1, region.Counted("webhook.dead_lettered/unreadable"));
    }

    [Fact]
    public async Task Post_PoisonInABatch_OthersAreAppendedAndThePoisonKept()
    {
        await using var region = await RegionHost.StartAsync();

        using var response = await region.PostAsync(Payloads.Messages(Payloads.Text("a", "1"), """{"id":"poison"}""", Payloads.Text("b", "2")));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["a", "b"], region.Log.Events.Select(e => e.Id.Value));
        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal("timestamp", letter.Reason);
        Assert.Contains("poison", content, StringComparison.Ordinal);
        Assert.DoesNotContain("\"a\"", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_ManyPoisonEvents_KeepsTheWholeWebhookOnce()
    {
        await using var region = await RegionHost.StartAsync();
        var body = Payloads.Messages([Payloads.Text("a", "1"), .. Enumerable.Repeat("7", 100)]);

        using var response = await region.PostAsync(body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(region.Log.Events);
        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal("many-rejected", letter.Reason);
        Assert.Equal(body, content);
    }

    [Fact]
    public async Task Post_PoisonThatCannotBeKept_Is503SoThatItComesAgain()
    {
        var disk = new FakeDisk();
        await using var region = await RegionHost.StartAsync(configure: services => services.AddSingleton<ISpoolDisk>(disk));
        region.DeadLetters.Broken = true;
        disk.Broken = true;

        using var poison = await region.PostAsync(Payloads.Messages(Payloads.Text("a", "1"), "7"));
        using var clean = await region.PostAsync(Payloads.Messages(Payloads.Text("a", "1")));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, poison.StatusCode);
        Assert.Equal(HttpStatusCode.OK, clean.StatusCode);
    }

    [Fact]
    public async Task Post_PoisonThatOnlyTheSpoolKeeps_BecomesADeadLetterWithItsReasonLater()
    {
        await using var region = await RegionHost.StartAsync(settings: new() { ["Spool:RetryAfter"] = "00:00:00.02", ["Spool:RetryAfterMax"] = "00:00:00.1" });
        region.DeadLetters.Broken = true;

        using var response = await region.PostAsync(Payloads.Messages(Payloads.Text("a", "1"), "7"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Single(region.Log.Events);
        region.DeadLetters.Broken = false;
        await Eventually.True(() => region.Counted("spool.drained/letters") == 1, "the part went into the store");
        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal(1, region.Counted($"webhook.spooled/{letter.Reason}"));
        Assert.Contains("7", content, StringComparison.Ordinal);
        Assert.DoesNotContain("\"a\"", content, StringComparison.Ordinal);
        Assert.Single(region.Log.Events);
    }

    [Theory]
    [InlineData("1", "primary-unreachable", 1, true)]
    [InlineData("1", "slow", 1, false)]
    [InlineData("1", null, 1, false)]
    [InlineData("0", "primary-unreachable", 0, false)]
    [InlineData("many", "slow", 1, false)]
    public async Task Post_CrossedBefore_IsToldInTheReceipt(string count, string? reason, int expected, bool unreachable)
    {
        await using var region = await RegionHost.StartAsync();

        using var response = await region.PostAsync(Payloads.Messages(Payloads.Text("a", "1")), ("x-failover-count", count), ("x-failover-reason", reason ?? ""));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var receipt = Assert.Single(region.Log.Events).Receipt;
        Assert.Equal(expected, receipt.FailoverCount);
        Assert.Equal(unreachable, receipt.PrimaryUnreachable);
    }

    [Fact]
    public async Task Post_CopySlowerThanTheAppend_AckWaitsForIt()
    {
        var copied = new TaskCompletionSource<int>();
        await using var region = await RegionHost.StartAsync();
        region.Copies.Before = () => copied.Task;

        var posting = region.PostAsync(Payloads.Messages(Payloads.Text("a", "1")));
        await Eventually.True(() => region.Log.Events.Count == 1, "the append");
        Assert.False(posting.IsCompleted);
        copied.SetResult(1);
        using var response = await posting;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["missing"], response.Headers.GetValues("x-standby-copies"));
        Assert.Equal(1, region.Counted("webhook.uncopied"));
    }

    [Fact]
    public async Task Post_Copied_IsAckedByItsRegionWithoutAWarning()
    {
        await using var region = await RegionHost.StartAsync();

        using var response = await region.PostAsync(Payloads.Messages(Payloads.Text("a", "1")));

        Assert.Equal(["eastus"], response.Headers.GetValues("x-region"));
        Assert.False(response.Headers.Contains("x-standby-copies"));
    }

    [Fact]
    public async Task Post_AStatus_IsCopiedAsOne()
    {
        await using var region = await RegionHost.StartAsync();

        using var message = await region.PostAsync(Payloads.Messages(Payloads.Text("a", "1")));
        using var status = await region.PostAsync(Payloads.Statuses(Payloads.Status("b", "delivered")));

        Assert.Equal([false, true], region.Copies.Copies.Select(copy => copy.Event.IsStatus));
    }

    [Fact]
    public async Task Post_CopyFails_IsAckedAndCounted()
    {
        await using var region = await RegionHost.StartAsync();
        region.Copies.Before = () => throw new InvalidOperationException("broken");

        using var response = await region.PostAsync(Payloads.Messages(Payloads.Text("a", "1"), Payloads.Text("b", "2")));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["missing"], response.Headers.GetValues("x-standby-copies"));
        Assert.Equal(2, region.Counted("webhook.uncopied"));
    }

    [Fact]
    public async Task Post_AppendStillRunning_IsNotAcked()
    {
        var appended = new TaskCompletionSource();
        await using var region = await RegionHost.StartAsync();
        region.Log.Before = _ => appended.Task;

        var posting = region.PostAsync(Payloads.Messages(Payloads.Text("a", "1")));
        await Eventually.True(() => region.Copies.Copies.Count == 1, "the copy, which goes in parallel");
        Assert.False(posting.IsCompleted);
        appended.SetResult();
        using var response = await posting;

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Post_PastTheConcurrencyLimit_Is503AndRecovers()
    {
        var appended = new TaskCompletionSource();
        await using var region = await RegionHost.StartAsync(settings: new() { ["Gateway:MaxConcurrentRequests"] = "1" });
        region.Log.Before = _ => appended.Task;
        var body = Payloads.Messages(Payloads.Text("a", "1"));

        var first = region.PostAsync(body);
        await Eventually.True(() => region.Log.Calls == 1, "the first webhook being in work");
        using var second = await region.PostAsync(body);
        appended.SetResult();
        using var firstResponse = await first;
        using var third = await region.PostAsync(body);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, firstResponse.StatusCode);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);
        Assert.Equal(1, region.Counted("webhook.rejected/busy"));
    }

    [Fact]
    public async Task Post_ManyAtOnce_MixNoBodies()
    {
        await using var region = await RegionHost.StartAsync();
        var posts = Enumerable.Range(0, 200).Select(i => region.PostAsync(Payloads.Messages(Payloads.Text($"m{i}", new string('x', i * 100) + i)))).ToArray();

        foreach (var response in await Task.WhenAll(posts))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            response.Dispose();
        }

        Assert.Equal(200, region.Log.Events.Count);
        Assert.All(region.Log.Events, e => Assert.Equal(new string('x', int.Parse(e.Id.Value[1..], null) * 100) + e.Id.Value[1..], e.Message!.Text));
    }

    // A message padded with blanks to an exact length.
    private static Task<HttpResponseMessage> PostAsync(RegionHost region, int bytes, bool chunked)
    {
        var body = Encoding.UTF8.GetBytes(Payloads.Messages(Payloads.Text("a", "1")).PadRight(bytes));
        var request = Signed.Post(RegionHost.Secret, body);
        if (chunked)
        {
            request.Content!.Headers.ContentLength = null;
            request.Headers.TransferEncodingChunked = true;
        }

        return region.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
