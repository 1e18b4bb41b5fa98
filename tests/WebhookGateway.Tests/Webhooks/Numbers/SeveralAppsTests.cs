using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OrleansFailover.WebhookGateway.Spool;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Numbers;

public sealed class SeveralAppsTests
{
    private const string SalesSecret = "secret-of-the-sales-app";
    private const string OldSalesSecret = "former-secret-of-the-sales-app";
    private const string SupportSecret = "secret-of-the-support-app";
    private const string Sales = "1001";
    private const string Support = "2002";

    private static readonly Dictionary<string, string?> TwoApps = new()
    {
        ["Webhook:AppSecret"] = "",
        ["Webhook:VerifyToken"] = "",
        ["BusinessNumbers:Apps:sales:AppSecret"] = SalesSecret,
        ["BusinessNumbers:Apps:sales:PreviousAppSecret"] = OldSalesSecret,
        ["BusinessNumbers:Apps:sales:VerifyToken"] = "verify-sales",
        ["BusinessNumbers:Apps:support:AppSecret"] = SupportSecret,
        ["BusinessNumbers:Apps:support:VerifyToken"] = "verify-support",
        ["BusinessNumbers:Numbers:sales:PhoneNumberId"] = Sales,
        ["BusinessNumbers:Numbers:sales:App"] = "sales",
        ["BusinessNumbers:Numbers:support:PhoneNumberId"] = Support,
        ["BusinessNumbers:Numbers:support:App"] = "support",
    };

    [Theory]
    [InlineData("/webhook", SalesSecret, Sales, HttpStatusCode.OK)]
    [InlineData("/webhook", OldSalesSecret, Sales, HttpStatusCode.OK)]
    [InlineData("/webhook", SupportSecret, Support, HttpStatusCode.OK)]
    [InlineData("/webhook", SupportSecret, Sales, HttpStatusCode.Unauthorized)]
    [InlineData("/webhook", SalesSecret, Support, HttpStatusCode.Unauthorized)]
    [InlineData("/webhook", "secret-of-nobody", Sales, HttpStatusCode.Unauthorized)]
    [InlineData("/webhook/sales", SalesSecret, Sales, HttpStatusCode.OK)]
    [InlineData("/webhook/SALES", SalesSecret, Sales, HttpStatusCode.OK)]
    [InlineData("/webhook/support", SalesSecret, Sales, HttpStatusCode.Unauthorized)]
    [InlineData("/webhook/nobody", SalesSecret, Sales, HttpStatusCode.NotFound)]
    public async Task Post_Signed_IsCheckedAgainstTheAppOfThePathOrTheNumber(string path, string secret, string number, HttpStatusCode expected)
    {
        await using var region = await RegionHost.StartAsync(settings: TwoApps);

        using var response = await PostAsync(region, path, secret, Message(number));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected is HttpStatusCode.OK ? 1 : 0, region.Log.Events.Count);
        Assert.Empty(region.DeadLetters.Letters);
    }

    [Theory]
    [InlineData(SalesSecret, HttpStatusCode.OK)]
    [InlineData(SupportSecret, HttpStatusCode.OK)]
    [InlineData("secret-of-nobody", HttpStatusCode.Unauthorized)]
    public async Task Post_NamesNoNumber_IsCheckedAgainstEveryApp(string secret, HttpStatusCode expected)
    {
        await using var region = await RegionHost.StartAsync(settings: TwoApps);

        using var response = await PostAsync(region, "/webhook", secret, Payloads.Webhook("""{"field":"account_update","value":{"event":"x"}}"""));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected is HttpStatusCode.OK ? 1 : 0, region.DeadLetters.Letters.Count);
    }

    [Fact]
    public async Task Post_BatchWithANumberOfAnotherApp_IsKeptWholeAndNotAnswered()
    {
        await using var region = await RegionHost.StartAsync(settings: TwoApps);
        var body = Payloads.Webhook(Change("wamid.1", Sales), Change("wamid.2", Support));

        using var response = await PostAsync(region, "/webhook", SalesSecret, body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(region.Log.Events);
        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal("other-app", letter.Reason);
        Assert.Equal(body, content);
    }

    [Theory]
    [InlineData("/webhook", "verify-sales", HttpStatusCode.OK)]
    [InlineData("/webhook", "verify-support", HttpStatusCode.OK)]
    [InlineData("/webhook/sales", "verify-sales", HttpStatusCode.OK)]
    [InlineData("/webhook/sales", "verify-support", HttpStatusCode.Forbidden)]
    [InlineData("/webhook/nobody", "verify-sales", HttpStatusCode.NotFound)]
    public async Task Get_Verification_TakesTheTokenOfTheAppOfThePath(string path, string token, HttpStatusCode expected)
    {
        await using var region = await RegionHost.StartAsync(settings: TwoApps);

        using var response = await region.Client.GetAsync(
            new Uri($"{path}?hub.mode=subscribe&hub.challenge=11&hub.verify_token={token}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Post_UnknownNumberInABatch_IsKeptAloneAndTheOthersAreAppended()
    {
        await using var region = await RegionHost.StartAsync(settings: TwoApps);
        var unknown = Change("wamid.2", "9999");

        using var response = await PostAsync(region, "/webhook", SalesSecret, Payloads.Webhook(Change("wamid.1", Sales), unknown, Change("wamid.3", Sales)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(["wamid.1", "wamid.3"], region.Log.Events.Select(item => item.Id.Value));
        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal("unknown-number", letter.Reason);
        Assert.Equal(Payloads.Webhook(unknown).Replace(" ", "", StringComparison.Ordinal), content.Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_UnknownNumberThatNothingKeeps_Is503SoThatItComesAgain()
    {
        var disk = new FakeDisk();
        await using var region = await RegionHost.StartAsync(settings: TwoApps, configure: services => services.AddSingleton<ISpoolDisk>(disk));
        region.DeadLetters.Broken = true;
        disk.Broken = true;

        using var response = await PostAsync(region, "/webhook", SalesSecret, Message("9999"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
    }

    [Fact]
    public async Task Post_ManyChangesOfAnUnknownNumber_KeepsTheWebhookOnce()
    {
        await using var region = await RegionHost.StartAsync(settings: TwoApps);

        using var response = await PostAsync(
            region, "/webhook", SalesSecret, Payloads.Webhook([.. Enumerable.Range(0, 40).Select(i => Change($"wamid.{i}", "9999"))]));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(region.Log.Events);
        Assert.Equal("many-rejected", Assert.Single(region.DeadLetters.Letters).Letter.Reason);
    }

    private static string Change(string id, string number) => Payloads.Change($"\"messages\":[{Payloads.Text(id, "hello")}]", number);

    private static string Message(string number) => Payloads.Webhook(Change("wamid.1", number));

    private static async Task<HttpResponseMessage> PostAsync(RegionHost region, string path, string secret, string body)
    {
        using var request = Signed.Post(secret, Encoding.UTF8.GetBytes(body), path);
        return await region.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
