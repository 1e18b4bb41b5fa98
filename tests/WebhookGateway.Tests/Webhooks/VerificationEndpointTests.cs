using System.Net;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks;

public sealed class VerificationEndpointTests
{
    [Theory]
    [InlineData("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=test_verify_token", HttpStatusCode.OK)]
    [InlineData("hub.verify_token=the_old_token&hub.challenge=1158201444&hub.mode=subscribe", HttpStatusCode.OK)]
    [InlineData("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=wrong", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=subscribe&hub.challenge=1158201444", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=unsubscribe&hub.challenge=1158201444&hub.verify_token=test_verify_token", HttpStatusCode.Forbidden)]
    [InlineData("hub.mode=subscribe&hub.verify_token=test_verify_token", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    public async Task Get_Verification_EchoesTheChallengeOnlyForAToken(string query, HttpStatusCode expected)
    {
        await using var region = await RegionHost.StartAsync(settings: new() { ["Webhook:PreviousVerifyToken"] = "the_old_token" });

        using var response = await region.Client.GetAsync(new Uri("/webhook?" + query, UriKind.Relative), TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected is HttpStatusCode.OK ? "1158201444" : "", body);
        if (expected is HttpStatusCode.OK)
        {
            Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task Get_EmptyPreviousToken_NeverMatches()
    {
        await using var region = await RegionHost.StartAsync(settings: new() { ["Webhook:PreviousVerifyToken"] = "" });

        using var response = await region.Client.GetAsync(new Uri("/webhook?hub.mode=subscribe&hub.challenge=1&hub.verify_token=", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }
}
