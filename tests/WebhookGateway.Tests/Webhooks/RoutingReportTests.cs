using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks;

/// <summary>Every decision of the gateway that is not "this log, at once" is one failover event.</summary>
public sealed class RoutingReportTests
{
    private static readonly string Body = Payloads.Messages(Payloads.Text("wamid.1", "hi"), Payloads.Text("wamid.2", "there"));

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task Post_LogTakesItAtOnce_IsNoEvent(string crossed)
    {
        await using var region = await RegionHost.StartAsync();

        using var response = await region.PostAsync(Body, ("x-failover-count", crossed));

        Assert.Equal(2, region.Log.Events.Count);
        Assert.Empty(region.FailoverEvents.Lines);
    }

    [Fact]
    public async Task Post_Forwarded_IsOneFailoverWithTheFirstMessage()
    {
        await using var peer = await FakePeer.StartAsync();
        await using var region = await RegionHost.StartAsync(peer.Address);
        region.Log.Break();

        using var response = await region.PostAsync(Body);

        Assert.Equal(["FailoverTriggered wamid.1 westeurope"], region.FailoverEvents.Lines);
        Assert.Equal("eastus", Assert.Single(region.FailoverEvents.Reported).PrimaryRegion.Name);
    }

    [Fact]
    public async Task Post_NoRegionIsActive_IsDeferred()
    {
        await using var peer = await FakePeer.StartAsync();
        peer.Answer = context => FakePeer.Status(context, 503);
        await using var region = await RegionHost.StartAsync(peer.Address);
        region.Phase.IsActive = false;

        using var response = await region.PostAsync(Body);

        Assert.Equal(["Deferred wamid.1 eastus"], region.FailoverEvents.Lines);
    }

    [Fact]
    public async Task Post_DeadLettered_IsOneEvent()
    {
        await using var region = await RegionHost.StartAsync();
        region.Log.Break();

        using var response = await region.PostAsync(Body);

        Assert.Single(region.DeadLetters.Letters);
        Assert.Equal(["DeadLettered wamid.1 eastus"], region.FailoverEvents.Lines);
    }

    [Fact]
    public async Task Post_SpooledAndDrained_IsSpooledAndReplayed()
    {
        await using var region = await RegionHost.StartAsync();
        region.Log.Break();
        region.DeadLetters.Broken = true;

        using var response = await region.PostAsync(Body);

        Assert.Equal(["Spooled wamid.1 eastus"], region.FailoverEvents.Lines);
        region.Log.Before = _ => Task.CompletedTask;
        await Eventually.True(() => region.Log.Events.Count == 2, "the spool drained");
        await Eventually.True(() => region.FailoverEvents.Reported.Count == 2, "the second event");
        Assert.Equal(["Spooled wamid.1 eastus", "Replayed wamid.1 eastus"], region.FailoverEvents.Lines);
    }

    [Fact]
    public async Task Post_NothingTakesIt_IsNotTaken()
    {
        await using var region = await RegionHost.StartAsync(configure: services => services.AddSingleton<IWebhookSpool>(new FullSpool()));
        region.Log.Break();
        region.DeadLetters.Broken = true;

        using var response = await region.PostAsync(Body);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(["NotTaken wamid.1 -"], region.FailoverEvents.Lines);
    }

    private sealed class FullSpool : IWebhookSpool
    {
        public Task StoreAsync(SpoolLaneName lane, SpoolEntry entry, CancellationToken cancellationToken) =>
            throw new SpoolException("It is full.");
    }
}
