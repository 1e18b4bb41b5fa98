using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Edge;

/// <summary>Every decision of the edge that is not "primary, at once" is one failover event.</summary>
public sealed class EdgeReportTests
{
    private static string Body(string id) => Payloads.Messages(Payloads.Text(id, "hi"));

    [Fact]
    public async Task Post_PrimaryAtOnce_IsNoEvent()
    {
        await using var edge = await EdgeHost.StartAsync();

        using var response = await edge.PostAsync(Body("wamid.1"));

        Assert.Single(edge.Primary.Got);
        Assert.Empty(edge.FailoverEvents.Lines);
    }

    [Fact]
    public async Task Post_PrimaryDead_IsOneFailoverAWebhook()
    {
        await using var edge = await EdgeHost.StartAsync();
        await edge.Primary.StopAsync();

        using var first = await edge.PostAsync(Body("wamid.1"));
        await edge.StateAsync("Suspect", "Healthy");
        using var second = await edge.PostAsync(Body("wamid.2"));

        Assert.Equal(["FailoverTriggered wamid.1 westeurope", "FailoverTriggered wamid.2 westeurope"], edge.FailoverEvents.Lines);
        Assert.All(edge.FailoverEvents.Reported, item => Assert.Equal(("eastus", ComplianceMode.None), (item.PrimaryRegion.Name, item.Compliance)));
        Assert.All(edge.FailoverEvents.Reported, item => Assert.True(item.Latency > TimeSpan.Zero));
    }

    [Fact]
    public async Task Post_PrimarySlow_IsOneHedge()
    {
        await using var edge = await EdgeHost.StartAsync(settings: new() { ["Edge:HedgeAfter"] = "00:00:00.2" });
        edge.Primary.Answer = context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

        using var response = await edge.PostAsync(Body("wamid.1"));

        Assert.Equal(["Hedged wamid.1 westeurope"], edge.FailoverEvents.Lines);

        // A timer counts in milliseconds of its own and can be a little early by the clock that measures.
        Assert.InRange(Assert.Single(edge.FailoverEvents.Reported).Latency, TimeSpan.FromMilliseconds(190), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Post_PrimaryPassedByAndTheOtherFails_ReturnsToThePrimary()
    {
        await using var edge = await EdgeHost.StartAsync(probe: "00:00:00.05", settings: new() { ["Edge:FailbackAfter"] = "00:01:00" });
        edge.Primary.Healthy = false;
        await edge.StateAsync("Unhealthy", "Healthy");
        edge.Second.Answer = context => FakePeer.Status(context, 503);

        using var response = await edge.PostAsync(Body("wamid.1"));

        Assert.Equal(["FailoverTriggered wamid.1 westeurope", "ReturnedToPrimary wamid.1 eastus"], edge.FailoverEvents.Lines);
    }

    [Fact]
    public async Task Probes_PrimaryUnhealthyAndBack_TheFirstWebhookHomeIsTheFailback()
    {
        await using var edge = await EdgeHost.StartAsync(probe: "00:00:00.05", settings: new() { ["Edge:FailbackAfter"] = "00:00:00.5" });
        edge.Primary.Healthy = false;
        await edge.StateAsync("Unhealthy", "Healthy");
        using var away = await edge.PostAsync(Body("wamid.1"));
        edge.Primary.Healthy = true;
        await edge.StateAsync("Healthy", "Healthy");

        using var home = await edge.PostAsync(Body("wamid.2"));
        using var after = await edge.PostAsync(Body("wamid.3"));

        Assert.Equal(["FailoverTriggered wamid.1 westeurope", "FailedBack wamid.2 eastus"], edge.FailoverEvents.Lines);
    }

    // Nobody has checked the signature of such a webhook, so its body is not looked into.
    [Fact]
    public async Task Post_AllFail_IsNotTakenWithoutAMessage()
    {
        await using var edge = await EdgeHost.StartAsync();
        edge.Primary.Answer = context => FakePeer.Status(context, 503);
        await edge.Second.StopAsync();

        using var response = await edge.PostAsync(Body("wamid.1"));

        Assert.Equal(["NotTaken - -"], edge.FailoverEvents.Lines);
    }

    [Fact]
    public async Task Post_RefusedElsewhere_IsNoEvent()
    {
        await using var edge = await EdgeHost.StartAsync();
        await edge.Primary.StopAsync();
        edge.Second.Answer = context => FakePeer.Status(context, 401);

        using var response = await edge.PostAsync(Body("wamid.1"));

        Assert.Single(edge.Second.Got);
        Assert.Empty(edge.FailoverEvents.Lines);
    }
}
