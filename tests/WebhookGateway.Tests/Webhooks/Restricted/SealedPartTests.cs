using System.Net;
using System.Text;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Restricted;

/// <summary>What a webhook holds beside events names no sender: elsewhere than at home it is kept, and not readable.</summary>
public sealed class SealedPartTests : IDisposable
{
    private const string Canary = "canary-in-a-part";
    private const string Free = """{"from":"33612345678","id":"wamid.free","timestamp":"1763900000","type":"text","text":{"body":"bonjour"} }""";

    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");
    private static readonly string NoTime = $$"""{"from":"{{Payloads.Phone}}","id":"wamid.1","type":"text","text":{"body":"{{Canary}}"} }""";

    private readonly EuZone zone = new();

    /// <summary>Everything that is no event, each with the canary in it, and the reasons under which it is kept.</summary>
    public static TheoryData<string, string> Parts { get; } = new()
    {
        { "timestamp", Payloads.Messages(NoTime) },
        { "group", Payloads.Messages(Payloads.Message("wamid.1", $"\"group_id\":\"g\",\"type\":\"text\",\"text\":{{\"body\":\"{Canary}\"}}")) },
        { "unhandled", Payloads.Webhook($$"""{"field":"flows","value":{"said":"{{Canary}}"} }""") },
        { "channel-error", Payloads.Webhook(Payloads.Change($"\"errors\":[{{\"code\":1,\"title\":\"{Canary}\"}}]")) },
        { "shape", $$"""{"object":"whatsapp_business_account","entry":[{"id":"{{Canary}}"}]}""" },
        { "unreadable", $"no JSON, and a {Canary}" },
        { "unhandled", $$"""{"object":"page","entry":["{{Canary}}"]}""" },
        { "many-rejected", Payloads.Messages([.. Enumerable.Repeat(NoTime, 20)]) },
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => zone.Dispose();

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Post_NoEventAwayFromHome_IsKeptSealedAndHomeReadsIt(string reason, string body)
    {
        await using var region = await RegionHost.StartAsync(Nowhere, zone.Settings("eastus"));

        using var response = await region.PostAsync(body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal(reason, letter.Reason);
        Assert.DoesNotContain(Canary, content, StringComparison.Ordinal);
        Assert.DoesNotContain(Payloads.Phone, content, StringComparison.Ordinal);
        var (outcome, opened) = await zone.HomeParts.OpenAsync(Encoding.UTF8.GetBytes(content), Ct);
        Assert.Equal(OpenOutcome.Opened, outcome);
        Assert.Contains(Canary, Encoding.UTF8.GetString(opened.Span), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Post_NoEventAtHomeOrWithoutRules_StaysReadable(string reason, string body)
    {
        // The control of the tests here: what they look for is found where nothing must be sealed.
        await using var home = await RegionHost.StartAsync(settings: zone.Settings("westeurope"), region: "westeurope");
        await using var free = await RegionHost.StartAsync();
        foreach (var region in new[] { home, free })
        {
            using var response = await region.PostAsync(body);

            var (letter, content) = Assert.Single(region.DeadLetters.Letters);
            Assert.Equal(reason, letter.Reason);
            Assert.Contains(Canary, content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Post_NoEventOfANumberThatNoRuleNames_StaysReadable()
    {
        var settings = zone.Settings("eastus");
        settings["Residency:Rules:0:BusinessNumbers:0"] = "another number";
        await using var region = await RegionHost.StartAsync(Nowhere, settings);

        using var response = await region.PostAsync(Payloads.Messages(NoTime));

        Assert.Contains(Canary, Assert.Single(region.DeadLetters.Letters).Content, StringComparison.Ordinal);
    }

    // The event of a free sender goes on; what came beside it is sealed, whatever place takes the webhook.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_BesideAnEvent_IsSealedAlone(bool withoutLog)
    {
        await using var region = await RegionHost.StartAsync(Nowhere, zone.Settings("eastus"));
        if (withoutLog)
        {
            region.Log.Break();
        }

        using var response = await region.PostAsync(Payloads.Webhook(Payloads.Change($"\"messages\":[{Free},{NoTime}]", contacts: "[]")));

        Assert.Equal(withoutLog ? ["log-unavailable", "timestamp"] : new[] { "timestamp" }, region.DeadLetters.Letters.Select(item => item.Letter.Reason));
        Assert.All(region.DeadLetters.Letters, item => Assert.DoesNotContain(Canary, item.Content, StringComparison.Ordinal));
        Assert.Equal(withoutLog ? 0 : 1, region.Log.Events.Count);
    }

    [Fact]
    public async Task Post_OnlyTheSpoolTakesIt_TheDiskAndTheLetterOfItHoldNothingReadable()
    {
        var settings = zone.Settings("eastus");
        settings["Spool:RetryAfter"] = "00:00:00.02";
        settings["Spool:RetryAfterMax"] = "00:00:00.1";
        await using var region = await RegionHost.StartAsync(Nowhere, settings);
        region.DeadLetters.Broken = true;

        using var response = await region.PostAsync(Payloads.Messages(NoTime));

        Assert.Equal(1, region.Counted("webhook.spooled/timestamp"));
        var disk = region.ReadSpool();
        Assert.NotEmpty(disk);
        Assert.DoesNotContain(Canary, disk, StringComparison.Ordinal);

        region.DeadLetters.Broken = false;
        await Eventually.True(() => !region.DeadLetters.Letters.IsEmpty, "the spool being drained");
        var (_, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal(OpenOutcome.Opened, (await zone.HomeParts.OpenAsync(Encoding.UTF8.GetBytes(content), Ct)).Outcome);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData((512 * 1024) + 1)]
    public async Task Open_APartOfAnyLength_IsWhatWasSealedAndNothingThatWasMoved(int length)
    {
        var content = new byte[length];
        Random.Shared.NextBytes(content);
        using var host = new EuZone();
        var body = host.AwayParts.Seal(null, new("eastus"), content)!;

        var (outcome, opened) = await host.HomeParts.OpenAsync(body, Ct);
        var moved = await host.HomeParts.OpenAsync(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("\"id\":\"", "\"id\":\"0", StringComparison.Ordinal)), Ct);

        Assert.Equal(OpenOutcome.Opened, outcome);
        Assert.Equal(content, opened.ToArray());
        Assert.Equal(OpenOutcome.Refused, moved.Outcome);
        Assert.Equal(OpenOutcome.OtherZone, (await host.AwayParts.OpenAsync(body, Ct)).Outcome);
        Assert.Equal(OpenOutcome.Malformed, (await host.HomeParts.OpenAsync("no part"u8.ToArray(), Ct)).Outcome);
    }
}
