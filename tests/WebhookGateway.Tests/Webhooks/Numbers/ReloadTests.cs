using System.Net;
using System.Text;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Numbers;

public sealed class ReloadTests
{
    private const string Old = "the-secret-of-before";
    private const string New = "the-secret-of-after";

    [Fact]
    public async Task Post_SecretRotated_OldAndNewAreTakenWhileBothAreConfigured()
    {
        var settings = new ChangingSettings(("Webhook:AppSecret", Old));
        await using var region = await RegionHost.StartAsync(source: settings);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], await PostBothAsync(region));

        settings.Change(("Webhook:AppSecret", New), ("Webhook:PreviousAppSecret", Old));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await PostBothAsync(region));

        settings.Change(("Webhook:PreviousAppSecret", null));
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], await PostBothAsync(region));
    }

    [Fact]
    public async Task Post_BadReload_GoesOnWithTheOldAndSaysSoUntilItIsMended()
    {
        var settings = new ChangingSettings(("Webhook:AppSecret", Old));
        await using var region = await RegionHost.StartAsync(source: settings);

        settings.Change(("Webhook:AppSecret", "short"), ("BusinessNumbers:Numbers:sales:HomeRegion", "nowhere"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], await PostBothAsync(region));
        var health = await HealthAsync(region);
        Assert.Contains("\"numbers\":{\"status\":\"Degraded\"", health, StringComparison.Ordinal);
        Assert.All(
            ["Webhook:AppSecret has 5 characters", "sales:PhoneNumberId is missing", "the regions are eastus, westeurope"],
            part => Assert.Contains(part, health, StringComparison.Ordinal));
        Assert.DoesNotContain("short", health, StringComparison.Ordinal);
        Assert.Equal(1, region.Counted("numbers.reloads/refused"));

        settings.Change(("Webhook:AppSecret", New), ("BusinessNumbers:Numbers:sales:HomeRegion", null));

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], await PostBothAsync(region));
        Assert.Contains("\"numbers\":{\"status\":\"Healthy\"", await HealthAsync(region), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_BadReload_VerificationGoesOn()
    {
        var settings = new ChangingSettings();
        await using var region = await RegionHost.StartAsync(source: settings);

        settings.Change(("Webhook:VerifyToken", "x"));

        using var response = await region.Client.GetAsync(
            new Uri($"/webhook?hub.mode=subscribe&hub.challenge=11&hub.verify_token={RegionHost.Token}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Post_NumberIsListedLater_ItsEventsAreAppendedFromThenOn()
    {
        var settings = new ChangingSettings(("BusinessNumbers:Numbers:other:PhoneNumberId", "1"));
        await using var region = await RegionHost.StartAsync(source: settings);
        using var before = await region.PostAsync(Payloads.Messages(Payloads.Text("wamid.1", "hello")));
        Assert.Empty(region.Log.Events);

        settings.Change(("BusinessNumbers:Numbers:this:PhoneNumberId", Payloads.Number));
        using var after = await region.PostAsync(Payloads.Messages(Payloads.Text("wamid.2", "hello")));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (before.StatusCode, after.StatusCode));
        Assert.Equal("wamid.2", Assert.Single(region.Log.Events).Id.Value);
        Assert.Equal("unknown-number", Assert.Single(region.DeadLetters.Letters).Letter.Reason);
    }

    private static async Task<HttpStatusCode[]> PostBothAsync(RegionHost region)
    {
        var statuses = new List<HttpStatusCode>();
        foreach (var secret in new[] { Old, New })
        {
            using var request = Signed.Post(secret, Encoding.UTF8.GetBytes(Payloads.Messages(Payloads.Text("wamid.1", "hello"))));
            using var response = await region.Client.SendAsync(request, TestContext.Current.CancellationToken);
            statuses.Add(response.StatusCode);
        }

        return [.. statuses];
    }

    private static async Task<string> HealthAsync(RegionHost region)
    {
        // Past the answer that probes share.
        await Task.Delay(TimeSpan.FromMilliseconds(600), TimeProvider.System, TestContext.Current.CancellationToken);
        using var response = await region.Client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
