using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.FailoverEvents;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Restricted;

public sealed class RestrictedSenderTests : IDisposable
{
    private const string Said = "canary-in-a-text";
    private const string Wamid = "wamid.HBgMNDkxNzAxMjM0NTY3FQIAEhg";

    // A person of France, whom no rule restricts, in the same body.
    private const string Free = """{"from":"33612345678","id":"wamid.free","timestamp":"1763900000","type":"text","text":{"body":"bonjour"} }""";

    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");
    private static readonly string Body = Payloads.Messages(Payloads.Text(Wamid, Said));
    private static readonly string[] Canaries = [Said, Wamid, Payloads.Phone, "\"Ada\""];

    private readonly EuZone zone = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => zone.Dispose();

    [Fact]
    public async Task Post_HomeIsUp_IsHandedOverUntouchedAndNothingStays()
    {
        await using var home = await FakePeer.StartAsync();
        await using var region = await RegionHost.StartAsync(home.Address, zone.Settings("eastus"));

        using var response = await region.PostAsync(Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (headers, body, _) = Assert.Single(home.Got);
        Assert.Equal(Body, body);
        Assert.Equal(Signed.Header(RegionHost.Secret, Encoding.UTF8.GetBytes(Body)), headers["X-Hub-Signature-256"]);
        Assert.Equal("1", headers["x-failover-count"]);
        Assert.Equal("not-home", headers["x-failover-reason"]);
        Assert.Equal(0, region.Log.Calls);
        Assert.Empty(region.Copies.Copies);
        Assert.Empty(region.DeadLetters.Letters);
        Assert.Equal(1, region.Counted("webhook.forwarded/westeurope/not-home"));
        var told = Assert.Single(region.FailoverEvents.Reported);
        Assert.Equal((FailoverStatus.HandedHome, ComplianceMode.None, "westeurope"), (told.Status, told.Compliance, told.TargetRegion?.Name));
        Assert.StartsWith("~", told.Message.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WithoutRules_StaysReadable()
    {
        // The control of every other test here: the same webhook, and nobody restricted.
        await using var home = await FakePeer.StartAsync();
        await using var region = await RegionHost.StartAsync(home.Address);

        using var response = await region.PostAsync(Body);

        Assert.Empty(home.Got);
        Assert.All(Canaries, canary => Assert.Contains(canary, Kept(region), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Post_AFreeSender_IsNotHandedOver()
    {
        await using var home = await FakePeer.StartAsync();
        await using var region = await RegionHost.StartAsync(home.Address, zone.Settings("eastus"));

        using var response = await region.PostAsync(Payloads.Messages(Free));

        Assert.Empty(home.Got);
        Assert.Equal("33612345678", Assert.Single(region.Log.Events).Conversation.UserId);
    }

    [Theory]
    [InlineData("Mask", false)]
    [InlineData("Deny", true)]
    public async Task Post_HomeIsDown_IsSealedBeforeItIsKept(string mode, bool homeOnly)
    {
        await using var region = await RegionHost.StartAsync(Nowhere, zone.Settings("eastus", mode));

        using var response = await region.PostAsync(Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, Kept(region), StringComparison.OrdinalIgnoreCase));
        var logged = Assert.Single(region.Log.Events);
        Assert.Equal(homeOnly, logged.HomeOnly);
        Assert.Equal("eu", MaskedId.ZoneOf(logged.Conversation.UserId));
        var (key, copy) = Assert.Single(region.Copies.Copies);
        Assert.Equal(logged.Conversation.Key, key);
        Assert.Equal(logged.Id, copy.Id);

        foreach (var kept in new[] { logged, EnvelopeCodec.Decode(copy.Payload.Span) })
        {
            var opened = await zone.Home.OpenAsync(kept, Ct);
            Assert.Equal(EventOpening.Opened, opened.Opening);
            Assert.Equal(Said, opened.Event!.Message!.Text);
            Assert.Equal("Ada", opened.Event.Sender!.ProfileName);
            Assert.Equal(Wamid, opened.Event.ChannelId);
        }
    }

    [Fact]
    public async Task Post_CameOverAnotherRegion_IsSealedAndNotHandedOn()
    {
        await using var home = await FakePeer.StartAsync();
        await using var region = await RegionHost.StartAsync(home.Address, zone.Settings("eastus"));

        using var response = await region.PostAsync(Body, ("x-failover-count", "1"), ("x-failover-reason", "primary-unreachable"));

        Assert.Empty(home.Got);
        Assert.NotNull(Assert.Single(region.Log.Events).Sealed);
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, Kept(region), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Post_HomeDidNotAnswer_IsNotTriedForAMomentAndThenAgain()
    {
        await using var home = await FakePeer.StartAsync();
        home.Answer = context => FakePeer.Status(context, 503);
        var settings = zone.Settings("eastus");
        settings["Webhook:CircuitBreak"] = "00:00:00.3";
        await using var region = await RegionHost.StartAsync(home.Address, settings);

        using var first = await region.PostAsync(Body);
        using var second = await region.PostAsync(Payloads.Messages(Payloads.Text("wamid.2", Said)));
        Assert.Single(home.Got);
        Assert.Equal(2, region.Log.Events.Count);

        home.Answer = context => FakePeer.Status(context, 200);
        var sent = 2;
        await Eventually.True(
            async () =>
            {
                using var next = await region.PostAsync(Payloads.Messages(Payloads.Text($"wamid.{++sent}", Said)));
                return home.Got.Count > 1;
            },
            "home being tried again");
        Assert.Equal(sent - 1, region.Log.Events.Count);
    }

    [Fact]
    public async Task Post_ManySendersInOneBody_TheFreeOnesStayReadable()
    {
        await using var region = await RegionHost.StartAsync(Nowhere, zone.Settings("eastus"));

        using var response = await region.PostAsync(Payloads.Messages(Payloads.Text(Wamid, Said), Free, Payloads.Text("wamid.3", Said)));

        var events = region.Log.Events.ToArray();
        Assert.Equal([true, false, true], events.Select(item => item.Sealed is not null));
        Assert.Equal("bonjour", events[1].Message!.Text);
        Assert.Equal(events[0].Conversation, events[2].Conversation);
    }

    [Fact]
    public async Task Post_AStatus_IsMasked()
    {
        await using var region = await RegionHost.StartAsync(Nowhere, zone.Settings("eastus"));

        using var response = await region.PostAsync(Payloads.Statuses(Payloads.Status(Wamid, "read")));

        Assert.NotNull(Assert.Single(region.Log.Events).Status);
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, Kept(region), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Post_AtHome_LogAndCopyAreSealedForTheConversationAndForgotten()
    {
        await zone.Keys.EnsureAsync("eu", Conversation, Ct);
        await using var region = await AtHomeAsync();

        using var response = await region.PostAsync(Body);

        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, Kept(region), StringComparison.OrdinalIgnoreCase));
        var logged = Assert.Single(region.Log.Events);
        Assert.Equal(Conversation, logged.Conversation);
        Assert.False(IsForZone(logged));
        Assert.Equal(logged, EnvelopeCodec.Decode(Assert.Single(region.Copies.Copies).Event.Payload.Span));
        Assert.Equal(Said, (await zone.Home.OpenAsync(logged, Ct)).Event!.Message!.Text);

        await zone.Keys.ForgetAsync("eu", Conversation, Ct);
        using var next = await region.PostAsync(Payloads.Messages(Payloads.Text("wamid.next", "hello again")));

        Assert.Equal(EventOpening.Never, (await zone.Home.OpenAsync(logged, Ct)).Opening);
        Assert.Equal("hello again", (await zone.Home.OpenAsync(region.Log.Events.Last(), Ct)).Event!.Message!.Text);
    }

    [Fact]
    public async Task Post_AtHomeOfANewConversation_IsSealedForTheZoneAndForgotten()
    {
        await using var region = await AtHomeAsync();

        using var response = await region.PostAsync(Body);

        var logged = Assert.Single(region.Log.Events);
        Assert.True(IsForZone(logged));
        Assert.Equal(Said, (await zone.Home.OpenAsync(logged, Ct)).Event!.Message!.Text);

        await zone.Keys.ForgetAsync("eu", Conversation, Ct);

        Assert.Equal(EventOpening.Never, (await zone.Home.OpenAsync(logged, Ct)).Opening);
    }

    // A gateway at home has no other use for the store of keys, and no webhook waits for it.
    [Fact]
    public async Task Post_AtHomeWhoseStoreOfKeysCannotBeRead_IsSealedForTheZone()
    {
        await zone.Keys.EnsureAsync("eu", Conversation, Ct);
        var file = Assert.Single(Directory.GetFiles(zone.Settings("westeurope")["Residency:Sealing:KeyDirectory"]!, "*.json", SearchOption.AllDirectories));
        await File.WriteAllTextAsync(file, "no document", Ct);
        var lines = new CapturedLines();
        await using var region = await RegionHost.StartAsync(
            settings: zone.Settings("westeurope"), region: "westeurope", configure: services => services.AddSingleton<ILoggerProvider>(lines));

        using var response = await region.PostAsync(Body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(IsForZone(Assert.Single(region.Log.Events)));
        Assert.Single(lines.Of(2008));
        Assert.All(Canaries, canary => Assert.DoesNotContain(lines.Whole, line => line.Contains(canary, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Post_AtHomeAndNoLogTakesIt_TheLetterIsSealedAndForgotten()
    {
        await zone.Keys.EnsureAsync("eu", Conversation, Ct);
        await using var region = await AtHomeAsync();
        region.Log.Break();

        using var response = await region.PostAsync(Payloads.Messages(Payloads.Text(Wamid, Said), Free));

        var (_, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, content, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(ComplianceMode.None, Assert.Single(region.FailoverEvents.Reported).Compliance);
        var kept = WebhookParser.Parse(Encoding.UTF8.GetBytes(content), Receipts.Any).Events;
        Assert.Equal("bonjour", kept[1].Message!.Text);
        Assert.Equal(Said, (await zone.Home.OpenAsync(kept[0], Ct)).Event!.Message!.Text);

        await zone.Keys.ForgetAsync("eu", Conversation, Ct);

        Assert.Equal(EventOpening.Never, (await zone.Home.OpenAsync(kept[0], Ct)).Opening);
    }

    [Fact]
    public async Task Post_NoLogTakesIt_TheDeadLetterIsSealedAndReadAsAWebhook()
    {
        await using var region = await RegionHost.StartAsync(Nowhere, zone.Settings("eastus"));
        region.Log.Break();

        using var response = await region.PostAsync(Payloads.Messages(Payloads.Text(Wamid, Said), Free));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, content, StringComparison.OrdinalIgnoreCase));
        var parsed = WebhookParser.Parse(Encoding.UTF8.GetBytes(content), Receipts.Any);
        Assert.Equal(letter.Conversations, parsed.Events.Select(item => item.Conversation.Key));
        Assert.Equal(Said, (await zone.Home.OpenAsync(parsed.Events[0], Ct)).Event!.Message!.Text);
        Assert.Equal("bonjour", parsed.Events[1].Message!.Text);
    }

    [Fact]
    public async Task Post_CrossedTooOften_TheDeadLetterIsSealed()
    {
        await using var region = await RegionHost.StartAsync(Nowhere, zone.Settings("eastus"));

        using var response = await region.PostAsync(Body, ("x-failover-count", "2"));

        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal("loop", letter.Reason);
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, content, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("eastus")]
    [InlineData("westeurope")]
    public async Task Post_OnlyTheSpoolTakesIt_TheDiskHoldsNothingReadableAndItDrains(string here)
    {
        var settings = zone.Settings(here);
        settings["Spool:RetryAfter"] = "00:00:00.02";
        settings["Spool:RetryAfterMax"] = "00:00:00.1";
        await using var region = await RegionHost.StartAsync(Nowhere, settings, region: here);
        region.Log.Break();
        region.DeadLetters.Broken = true;

        using var response = await region.PostAsync(Body);
        using var control = await region.PostAsync(Payloads.Webhook(Payloads.Change($"\"messages\":[{Free}]", contacts: "[]")));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, control.StatusCode);
        Assert.Equal(2, region.Counted("webhook.spooled/log-unavailable"));

        // The control: what a free sender said can be read where the sealed webhook is.
        var disk = region.ReadSpool();
        Assert.Contains("bonjour", disk, StringComparison.Ordinal);
        Assert.All(Canaries, canary => Assert.DoesNotContain(canary, disk, StringComparison.OrdinalIgnoreCase));

        region.Log.Before = _ => Task.CompletedTask;
        await Eventually.True(() => region.Log.Events.Count == 2, "the spool being drained");
        var drained = Assert.Single(region.Log.Events, item => item.Sealed is not null);
        Assert.Equal(Said, (await zone.Home.OpenAsync(drained, Ct)).Event!.Message!.Text);
    }

    [Fact]
    public async Task Post_ASealedBodyFromOutside_IsNoWebhook()
    {
        await using var region = await RegionHost.StartAsync(Nowhere, zone.Settings("eastus"));

        using var response = await region.PostAsync("""{"object":"sealed","v":1,"events":[]}""");

        Assert.Equal("unreadable", Assert.Single(region.DeadLetters.Letters).Letter.Reason);
        Assert.Equal(0, region.Log.Calls);
    }

    [Theory]
    [InlineData("Mask", ComplianceMode.MaskedPii)]
    [InlineData("Deny", ComplianceMode.Denied)]
    public async Task Post_NoLogTakesIt_TheFailoverEventSaysWhatTheRuleAsked(string mode, ComplianceMode expected)
    {
        await using var region = await RegionHost.StartAsync(Nowhere, zone.Settings("eastus", mode));
        region.Log.Break();

        using var restricted = await region.PostAsync(Body);
        using var free = await region.PostAsync(Payloads.Webhook(Payloads.Change($"\"messages\":[{Free}]", contacts: "[]")));

        Assert.Equal(
            [(FailoverStatus.DeadLettered, expected), (FailoverStatus.DeadLettered, ComplianceMode.None)],
            region.FailoverEvents.Reported.Select(item => (item.Status, item.Compliance)));
    }

    private ConversationId Conversation => zone.Masked(Parsed()).Conversation;

    private static InboundEvent Parsed() => WebhookParser.Parse(Encoding.UTF8.GetBytes(Body), Receipts.Any).Events[0];

    private Task<RegionHost> AtHomeAsync() => RegionHost.StartAsync(settings: zone.Settings("westeurope"), region: "westeurope");

    private bool IsForZone(InboundEvent item) => zone.HomeContents.IsForZone(new ContentPiece(item.Sealed!.Piece));

    private static string Kept(RegionHost region) => string.Join('\n',
    [
        .. region.Log.Events.Select(item => Encoding.UTF8.GetString(EnvelopeCodec.Encode(item))),
        .. region.Copies.Copies.Select(copy => $"{copy.Key} {copy.Event.Id.Value} {Encoding.UTF8.GetString(copy.Event.Payload.Span)}"),
        .. region.DeadLetters.Letters.Select(letter => letter.Content),
    ]);
}
