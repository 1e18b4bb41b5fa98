using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;
using static OrleansFailover.WebhookGateway.Tests.Fakes.SessionPayloads;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Wasender;

public sealed class WasenderEndpointTests
{
    private const string Secret = "a-session-secret-that-is-never-logged";
    private const string PathSecret = "a-path-secret-0123456789";
    private const string OtherSecret = "the-secret-of-the-other-session";
    private const string OtherPathSecret = "the-other-path-0123456789";

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["BusinessNumbers:Apps:session:AppSecret"] = Secret,
        ["BusinessNumbers:Apps:session:VerifyToken"] = PathSecret,
        ["BusinessNumbers:Numbers:support:Channel"] = "wasender",
        ["BusinessNumbers:Numbers:support:PhoneNumberId"] = SessionId,
        ["BusinessNumbers:Numbers:support:App"] = "session",
        ["BusinessNumbers:Apps:other:AppSecret"] = OtherSecret,
        ["BusinessNumbers:Apps:other:VerifyToken"] = OtherPathSecret,
        ["BusinessNumbers:Numbers:other:Channel"] = "wasender",
        ["BusinessNumbers:Numbers:other:PhoneNumberId"] = "2",
        ["BusinessNumbers:Numbers:other:App"] = "other",
        ["BusinessNumbers:Numbers:cloud:PhoneNumberId"] = "3",
        ["BusinessNumbers:Numbers:cloud:App"] = "default",
        ["Health:CacheFor"] = "00:00:00",
    };

    [Fact]
    public async Task Post_MessageInEitherShape_IsOneEventOfItsSession()
    {
        await using var region = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Received(Text("3EB01", "Hello"))));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Upsert(Text("3EB01", "Hello"), Text("3EB02", "Again"))));

        // The same id twice: the conversation takes it once.
        Assert.Equal(["3EB01", "3EB01", "3EB02"], region.Log.Events.Select(item => item.Id.Value));
        Assert.All(region.Log.Events, item => Assert.Equal($"wasender/{SessionId}/{Phone}", item.Conversation.Key));
        var first = region.Log.Events.First();
        Assert.Equal(("Hello", "text", "Ada", Phone), (first.Message!.Text, first.Message.Type, first.Sender!.ProfileName, first.Sender.Phone));
        Assert.Equal(1763900000, first.ChannelTime.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Post_OwnMessagesBroadcastsAndOtherEvents_AreDropped()
    {
        await using var region = await StartAsync();
        string[] bodies =
        [
            Upsert(Text("3EB01", "ours", fromMe: true)),
            Upsert(Text("3EB02", "a story", jid: "status@broadcast")),
            """{"event":"chats.update","timestamp":1763900000,"data":{"chats":[{"id":"x"}]}}""",
            """{"event":"qrcode.updated","timestamp":1763900000,"data":{"qr":"x"}}""",
        ];
        foreach (var body in bodies)
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(region, body));
        }

        Assert.Empty(region.Log.Events);
        Assert.Empty(region.DeadLetters.Letters);
    }

    [Fact]
    public async Task Post_Group_IsKeptAsADeadLetterAndItsNeighbourIsTaken()
    {
        await using var region = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Upsert(Text("3EB01", "to all", jid: "120363041234567890@g.us"), Text("3EB02", "Hello"))));

        Assert.Equal("3EB02", Assert.Single(region.Log.Events).Id.Value);
        var (letter, _) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal(RejectReason.Group, letter.Reason);

        // Alone, and readable again.
        var again = WebhookParser.Parse(letter.Webhook!.Value, Receipts.Any);
        Assert.Equal(RejectReason.Group, Assert.Single(again.Rejected!).Reason);
    }

    [Theory]
    [InlineData("support", PathSecret, "wrong")]
    [InlineData("support", PathSecret, null)]
    [InlineData("support", PathSecret, "")]
    [InlineData("support", PathSecret, OtherSecret)]
    [InlineData("support", OtherPathSecret, Secret)]
    [InlineData("other", OtherPathSecret, Secret)]
    [InlineData("other", PathSecret, OtherSecret)]
    [InlineData("cloud", PathSecret, Secret)]
    [InlineData("support", "another-path-secret", Secret)]
    [InlineData("sales", PathSecret, Secret)]
    public async Task Post_WithoutBothSecrets_IsRefusedAndNothingIsKept(string number, string path, string? secret)
    {
        await using var region = await StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(region, Received(Text("1", "Hello")), $"/wasender/{number}/{path}", secret));

        Assert.Empty(region.Log.Events);
        Assert.Empty(region.DeadLetters.Letters);
    }

    // One path a session: what comes in at a session's path is of that session, whatever the body says.
    [Fact]
    public async Task Post_EachPath_IsItsOwnSession()
    {
        await using var region = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Received(Text("1", "a"))));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Received(Text("1", "a")), $"/wasender/other/{OtherPathSecret}", OtherSecret));

        Assert.Equal([$"wasender/{SessionId}/{Phone}", $"wasender/2/{Phone}"], region.Log.Events.Select(item => item.Conversation.Key));
    }

    [Fact]
    public async Task Post_UnknownEvent_IsKeptAndAcked()
    {
        await using var region = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Event("something.new", "[1]")));

        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal(RejectReason.Unhandled, letter.Reason);
        Assert.Contains("something.new", content, StringComparison.Ordinal);
    }

    // Some samples of the channel have the key of the session's API in every body.
    [Fact]
    public async Task Post_BodyWithTheKeyOfTheSession_GoesOnWithoutIt()
    {
        await using var region = await StartAsync();
        region.Log.Break();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, $$$"""{"event":"messages.received","sessionId":"the-key-of-the-api","timestamp":1763900000,"data":{"messages":{{{Text("3EB01", "Hello")}}}}}"""));

        var (letter, content) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal("3EB01", Assert.Single(WebhookParser.Parse(letter.Webhook!.Value, Receipts.Any).Events).Id.Value);
        Assert.DoesNotContain("the-key-of-the-api", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_LargerThanAPeerWouldTakeSealed_Is413()
    {
        await using var region = await StartAsync();

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(region, Received(Text("1", new string('x', 3 * 1024 * 1024)))));
        Assert.Empty(region.DeadLetters.Letters);
    }

    [Fact]
    public async Task Post_NoJson_IsKeptAsADeadLetter()
    {
        await using var region = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, "nonsense"));

        Assert.Equal(RejectReason.Unreadable, Assert.Single(region.DeadLetters.Letters).Letter.Reason);
    }

    [Fact]
    public async Task Post_SecretsOfBefore_AreTakenToo()
    {
        await using var region = await StartAsync(more: new()
        {
            ["BusinessNumbers:Apps:session:AppSecret"] = "the-new-secret", ["BusinessNumbers:Apps:session:PreviousAppSecret"] = Secret,
            ["BusinessNumbers:Apps:session:VerifyToken"] = "the-new-path-0123456789", ["BusinessNumbers:Apps:session:PreviousVerifyToken"] = PathSecret,
        });

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Received(Text("1", "Hello"))));
    }

    [Fact]
    public async Task Post_OwnLogDown_ThePeerTakesItWithoutTheSecret()
    {
        await using var peer = await StartAsync(region: "westeurope", listens: true);
        await using var region = await StartAsync(peer: peer.Client.BaseAddress);
        region.Log.Break();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Received(Text("3EB01", "Hello"))));

        var item = Assert.Single(peer.Log.Events);
        Assert.Equal(("3EB01", $"wasender/{SessionId}/{Phone}", 1), (item.Id.Value, item.Conversation.Key, item.Receipt.FailoverCount));
    }

    [Fact]
    public async Task Sealed_WrongSignatureOrAnotherSession_IsRefused()
    {
        await using var region = await StartAsync();
        var body = Encoding.UTF8.GetBytes($$$"""{"object":"wasender","session":"{{{SessionId}}}","body":{{{Received(Text("1", "Hello"))}}}}""");

        Assert.Equal(HttpStatusCode.Unauthorized, (await region.Client.SendAsync(Signed.Post("another-secret", body, "/wasender"), TestContext.Current.CancellationToken)).StatusCode);
        var other = Encoding.UTF8.GetBytes("""{"object":"wasender","session":"1","body":{}}""");
        Assert.Equal(HttpStatusCode.Unauthorized, (await region.Client.SendAsync(Signed.Post(Secret, other, "/wasender"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Empty(region.Log.Events);

        // The app of the Cloud API does not speak for a session either.
        Assert.Equal(HttpStatusCode.OK, (await region.Client.SendAsync(Signed.Post(RegionHost.Secret, body), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Empty(region.Log.Events);
        Assert.Equal(RejectReason.OtherApp, Assert.Single(region.DeadLetters.Letters).Letter.Reason);
    }

    [Fact]
    public async Task SessionStatus_LoggedOut_IsUnhealthyAndToldOnce()
    {
        var lines = new LinesProvider();
        await using var region = await StartAsync(configure: services => services.AddLogging(logging => logging.AddProvider(lines)));
        Assert.Equal("Healthy none said that it is down", await SessionsAsync(region));
        foreach (var state in new[] { "connected", "logged_out", "logged_out" })
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(region, SessionPayloads.Status(state, 1763900000)));
        }

        Assert.Equal((1.0, 1.0), (region.Counted("wasender.session.changes/support/connected"), region.Counted("wasender.session.changes/support/logged_out")));
        Assert.Single(lines.Lines, line => line.StartsWith("Warning 2480", StringComparison.Ordinal) || line.StartsWith("Warning SessionLost", StringComparison.Ordinal));
        Assert.Equal("Unhealthy support is logged_out", await SessionsAsync(region));

        await PostAsync(region, SessionPayloads.Status("connecting", 1763900000));
        Assert.Equal("Degraded support is connecting", await SessionsAsync(region));
        await PostAsync(region, SessionPayloads.Status("connected", 1763900000));
        Assert.Equal("Healthy none said that it is down", await SessionsAsync(region));
        Assert.Empty(region.Log.Events);
        Assert.Empty(region.DeadLetters.Letters);
    }

    [Theory]
    [InlineData("""{"event":"session.status","data":{"status":"need_scan"}}""", "need_scan")]
    [InlineData("""{"event":"session.status","status":"DISCONNECTED"}""", "disconnected")]
    [InlineData("""{"event":"session.status","data":{"status":"a_state_of_tomorrow"}}""", "a_state_of_tomorrow")]
    public async Task SessionStatus_AnyWordButThatItServes_IsUnhealthy(string body, string state)
    {
        await using var region = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, body));

        Assert.Equal($"Unhealthy support is {state}", await SessionsAsync(region));
    }

    [Theory]
    [InlineData("""{"event":"session.status","data":{"status":"two words"}}""")]
    [InlineData("""{"event":"session.status","data":{"status":5}}""")]
    [InlineData("""{"event":"session.status"}""")]
    [InlineData("""{"event":"chats.update","data":{"status":"logged_out","of":"session.status"}}""")]
    public async Task SessionStatus_NoState_ChangesNothing(string body)
    {
        await using var region = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, body));

        Assert.Equal("Healthy none said that it is down", await SessionsAsync(region));
    }

    [Fact]
    public async Task SessionStatus_HeardByAnotherGatewayOfTheRegion_IsKnownHereToo()
    {
        await using var heard = await StartAsync();
        await using var other = await StartAsync();
        await PostAsync(heard, SessionPayloads.Status("logged_out", Now));

        other.Notes.Notes["sessions"] = heard.Notes.Notes["sessions"];

        Assert.Equal("Unhealthy support is logged_out", await SessionsAsync(other));

        // The newer word counts, wherever it came in, and the older one that comes late does not.
        await PostAsync(other, SessionPayloads.Status("connected", Now + 1));
        await PostAsync(other, SessionPayloads.Status("logged_out", Now - 60));
        Assert.Equal("Healthy none said that it is down", await SessionsAsync(other));
        heard.Notes.Notes["sessions"] = other.Notes.Notes["sessions"];
        Assert.Equal("Healthy none said that it is down", await SessionsAsync(heard));
    }

    [Fact]
    public async Task SessionStatus_RedisOutOfReach_IsStillKnownHere()
    {
        await using var region = await StartAsync();
        region.Notes.Answers = false;

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, SessionPayloads.Status("logged_out", Now)));

        Assert.Equal("Unhealthy support is logged_out", await SessionsAsync(region));
    }

    [Fact]
    public async Task Post_AtEveryLogLevel_NoSecretInAnyLine()
    {
        var lines = new LinesProvider();
        await using var region = await StartAsync(configure: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(lines)));
        await PostAsync(region, Received(Text("1", "Hello")));
        await PostAsync(region, Received(Text("1", "Hello")), $"/wasender/support/{PathSecret}x");
        await PostAsync(region, """{"event":"session.status","data":{"status":"logged_out"}}""");

        // The lines are there, so an empty capture cannot pass.
        Assert.Contains(lines.Lines, line => line.Contains("support", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.Lines, line => line.Contains(PathSecret, StringComparison.Ordinal) || line.Contains(Secret, StringComparison.Ordinal));
    }

    private static long Now { get; } = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 120;

    private static Task<RegionHost> StartAsync(
        Uri? peer = null, Dictionary<string, string?>? more = null, Action<IServiceCollection>? configure = null, string region = "eastus", bool listens = false)
    {
        var settings = new Dictionary<string, string?>(Settings);
        foreach (var (key, value) in more ?? [])
        {
            settings[key] = value;
        }

        return RegionHost.StartAsync(peer, settings, configure, region: region, listener: listens ? kestrel => kestrel.Listen(IPAddress.Loopback, 0) : null);
    }

    private static async Task<HttpStatusCode> PostAsync(RegionHost region, string body, string path = $"/wasender/support/{PathSecret}", string? secret = Secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (secret is not null)
        {
            request.Headers.Add("X-Webhook-Signature", secret);
        }

        using var response = await region.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static async Task<string> SessionsAsync(RegionHost region)
    {
        using var response = await region.Client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        using var health = JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var part = health.RootElement.GetProperty("parts").GetProperty("sessions");
        return $"{part.GetProperty("status")} {part.GetProperty("description")}";
    }
}
