using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Spool;

public sealed class SpoolDrainTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public async Task Post_LogPeerAndStoreDead_IsSpooledAndTheEventsComeIntoTheLogInOrder()
    {
        await using var peer = await FakePeer.StartAsync();
        peer.Answer = context => FakePeer.Status(context, 503);
        await using var region = await StartAsync(peer.Address);
        KillLogAndStore(region);

        for (var number = 0; number < 30; number++)
        {
            using var response = await region.PostAsync(Text($"spooled-{number:D2}"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(30, region.Counted("webhook.spooled/log-unavailable"));
        Assert.Equal(30, region.Counted("webhook.ack.duration/spooled"));
        Assert.Empty(region.Log.Events);

        region.Log.Before = _ => Task.CompletedTask;
        using var live = await region.PostAsync(Text("live"));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        await Eventually.True(() => region.Counted("spool.drained/webhooks") >= 30, "the spool drained");

        var ids = region.Log.Events.Select(inboundEvent => inboundEvent.Id.Value).Where(id => id != "wamid.live").Distinct();
        Assert.Equal(Enumerable.Range(0, 30).Select(number => $"wamid.spooled-{number:D2}"), ids);
        Assert.All(region.Log.Events, inboundEvent => Assert.Equal("eastus", inboundEvent.Receipt.Region.Name));
        Assert.Equal(0, region.Counted("webhook.dead_lettered/log-unavailable"));
    }

    [Fact]
    public async Task Restart_WithoutDrain_WhatWaitsStays()
    {
        await using (var first = await StartAsync())
        {
            KillLogAndStore(first);
            using var response = await first.PostAsync(Text("1"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await using (var second = await StartAsync(more: ("Spool:WithoutDrain", "true")))
        {
            using var live = await second.PostAsync(Text("live"));
            Assert.DoesNotContain(second.Log.Events, inboundEvent => inboundEvent.Id.Value == "wamid.1");
        }

        await using var third = await StartAsync();
        await Eventually.True(() => third.Log.Events.Any(inboundEvent => inboundEvent.Id.Value == "wamid.1"), "the spool drained once it may");
    }

    [Fact]
    public async Task Restart_SpoolHasWebhooks_DrainsThemWithTheirReceipt()
    {
        DateTimeOffset before;
        await using (var first = await StartAsync())
        {
            KillLogAndStore(first);
            before = TimeProvider.System.GetUtcNow();
            using var response = await first.PostAsync(Text("1"), ("x-failover-count", "1"), ("x-failover-reason", "primary-unreachable"));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var restarted = TimeProvider.System.GetUtcNow();
        await using var second = await StartAsync();
        await Eventually.True(() => !second.Log.Events.IsEmpty, "the spool of the first process drained");

        var inboundEvent = Assert.Single(second.Log.Events);
        Assert.Equal("wamid.1", inboundEvent.Id.Value);
        Assert.Equal(1, inboundEvent.Receipt.FailoverCount);
        Assert.True(inboundEvent.Receipt.PrimaryUnreachable);
        Assert.InRange(inboundEvent.Receipt.ReceivedAt, before, restarted);
        Assert.Single(second.Copies.Copies);
    }

    [Fact]
    public async Task Drain_PeerReturnsFirst_ForwardsTheSignedWebhook()
    {
        await using var peer = await FakePeer.StartAsync();
        peer.Answer = context => FakePeer.Status(context, 503);
        await using var region = await StartAsync(peer.Address);
        KillLogAndStore(region);
        using var response = await region.PostAsync(Text("1"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);

        peer.Answer = context => FakePeer.Status(context, 200);
        await Eventually.True(() => region.Counted("spool.drained/webhooks") == 1, "the peer took the webhook");

        var (headers, body, _) = peer.Got.Last();
        Assert.Equal(Text("1"), body);
        Assert.Equal(Signed.Header(RegionHost.Secret, System.Text.Encoding.UTF8.GetBytes(body)), headers["X-Hub-Signature-256"]);
        Assert.Equal("1", headers["x-failover-count"]);
        Assert.Equal("application/json", headers.ContentType);
    }

    [Fact]
    public async Task Drain_StoreStaysDead_LettersWaitAndWebhooksDoNot()
    {
        await using var region = await StartAsync();
        region.DeadLetters.Broken = true;
        using var unreadable = await region.PostAsync("no json");
        KillLogAndStore(region);
        using var webhook = await region.PostAsync(Text("1"));
        Assert.Equal(HttpStatusCode.OK, unreadable.StatusCode);
        Assert.Equal(HttpStatusCode.OK, webhook.StatusCode);

        region.Log.Before = _ => Task.CompletedTask;
        await Eventually.True(() => region.Counted("spool.drained/webhooks") == 1, "the webhook went into the log");
        Assert.Equal(0, region.Counted("spool.drained/letters"));
        Assert.Empty(region.DeadLetters.Letters);

        region.DeadLetters.Broken = false;
        await Eventually.True(() => region.Counted("spool.drained/letters") == 1, "the letter went into the store");
        Assert.Equal("no json", Assert.Single(region.DeadLetters.Letters).Content);
    }

    [Fact]
    public async Task Post_EverythingDead_Is503()
    {
        var disk = new FakeDisk();
        await using var region = await StartAsync(configure: services => services.AddSingleton<ISpoolDisk>(disk));
        KillLogAndStore(region);
        disk.Broken = true;

        using var response = await region.PostAsync(Text("1"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(1, region.Counted("webhook.spool_failures/log-unavailable"));
        Assert.Equal(1, region.Counted("webhook.ack.duration/not-taken"));
    }

    [Fact]
    public async Task Post_EveryStepHangs_Is503WithinTheBudget()
    {
        await using var peer = await FakePeer.StartAsync();
        peer.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        var disk = new FakeDisk();
        await using var region = await StartAsync(peer.Address, services => services.AddSingleton<ISpoolDisk>(disk), ("Webhook:AckBudget", "00:00:02"));
        region.Log.Before = _ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        region.DeadLetters.Before = () => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        disk.Gate.Reset();
        try
        {
            var started = TimeProvider.System.GetTimestamp();
            using var response = await region.PostAsync(Text("1"));
            var took = TimeProvider.System.GetElapsedTime(started);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
            Assert.Single(peer.Got);
            Assert.Equal(1, disk.Flushes);

            // The last step began with its share left; the slack is for a machine that is busy.
            Assert.InRange(took, TimeSpan.FromSeconds(1.8), TimeSpan.FromSeconds(3.5));
        }
        finally
        {
            disk.Gate.Set();
        }
    }

    [Fact]
    public async Task Start_DirectoryInUse_TellsWhatToSet()
    {
        await using var first = await StartAsync();

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => StartAsync());

        Assert.Contains("Spool:Directory", exception.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static string Text(string id) => Payloads.Messages(Payloads.Text($"wamid.{id}", "hällo"));

    private static void KillLogAndStore(RegionHost region)
    {
        region.Log.Break();
        region.DeadLetters.Broken = true;
    }

    private Task<RegionHost> StartAsync(Uri? peer = null, Action<IServiceCollection>? configure = null, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Spool:Directory"] = folder.Path,
            ["Spool:RetryAfter"] = "00:00:00.02",
            ["Spool:RetryAfterMax"] = "00:00:00.1",
            ["Webhook:CircuitBreak"] = "00:00:00.1",
        };
        foreach (var (name, value) in more)
        {
            settings[name] = value;
        }

        return RegionHost.StartAsync(peer, settings, configure);
    }
}
