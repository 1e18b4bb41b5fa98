using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Wasender;

public sealed class WasenderEndpointTests
{
    private const string Secret = "a-session-secret-that-is-never-logged";
    private const string PathSecret = "a-path-secret-0123456789";
    private const string Session = "106540352242922";
    private const string Phone = "491701234567";

    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["BusinessNumbers:Apps:session:AppSecret"] = Secret,
        ["BusinessNumbers:Apps:session:VerifyToken"] = PathSecret,
        ["BusinessNumbers:Numbers:support:Channel"] = "wasender",
        ["BusinessNumbers:Numbers:support:PhoneNumberId"] = Session,
        ["BusinessNumbers:Numbers:support:App"] = "session",
        ["Health:CacheFor"] = "00:00:00",
    };

    [Fact]
    public async Task Post_MessageInEitherShape_IsOneEventOfItsSession()
    {
        await using var region = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Received(Message("3EB01", "Hello"))));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Upsert(Message("3EB01", "Hello"), Message("3EB02", "Again"))));

        // The same id twice: the conversation takes it once.
        Assert.Equal(["3EB01", "3EB01", "3EB02"], region.Log.Events.Select(item => item.Id.Value));
        Assert.All(region.Log.Events, item => Assert.Equal($"wasender/{Session}/{Phone}", item.Conversation.Key));
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
            Upsert(Message("3EB01", "ours", fromMe: true)),
            Upsert(Message("3EB02", "a story", jid: "status@broadcast")),
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

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Upsert(Message("3EB01", "to all", jid: "120363041234567890@g.us"), Message("3EB02", "Hello"))));

        Assert.Equal("3EB02", Assert.Single(region.Log.Events).Id.Value);
        var (letter, _) = Assert.Single(region.DeadLetters.Letters);
        Assert.Equal(RejectReason.Group, letter.Reason);

        // Alone, and readable again.
        var again = WebhookParser.Parse(letter.Webhook!.Value, Receipts.Any);
        Assert.Equal(RejectReason.Group, Assert.Single(again.Rejected!).Reason);
    }

    [Theory]
    [InlineData("""{"id":"1","remoteJid":"998877@lid","senderPn":"491701234567@s.whatsapp.net","senderLid":"998877@lid"}""", "491701234567", "491701234567", "998877@lid")]
    [InlineData("""{"id":"1","remoteJid":"998877@lid","cleanedSenderPn":"491701234567"}""", "491701234567", "491701234567", "998877@lid")]
    [InlineData("""{"id":"1","remoteJid":"998877@lid","addressingMode":"lid"}""", "998877@lid", null, "998877@lid")]
    [InlineData("""{"id":"1","remoteJid":"491701234567:12@s.whatsapp.net"}""", "491701234567", "491701234567", null)]
    public async Task Post_Lid_IsNeverTakenForAPhoneNumber(string key, string user, string? phone, string? userId)
    {
        await using var region = await StartAsync();

        await PostAsync(region, Received($$"""{"key":{{key}},"messageBody":"Hello","messageTimestamp":1763900000}"""));

        var item = Assert.Single(region.Log.Events);
        Assert.Equal((user, phone, userId), (item.Conversation.UserId, item.Sender!.Phone, item.Sender.UserId));
    }

    [Theory]
    [InlineData("""{"locationMessage":{"degreesLatitude":50.7,"degreesLongitude":7.1,"name":"Home"}}""", "location", null)]
    [InlineData("""{"imageMessage":{"mimetype":"image/png","caption":"The way"}}""", "image", "The way")]
    [InlineData("""{"extendedTextMessage":{"text":"Hello"}}""", "text", "Hello")]
    [InlineData("""{"reactionMessage":{"text":"👍","key":{"id":"3EB00"}}}""", "reaction", "👍")]
    [InlineData("""{"pollCreationMessage":{}}""", "unsupported", null)]
    public async Task Post_OtherContent_IsReadAsFarAsItIsKnown(string message, string type, string? text)
    {
        await using var region = await StartAsync();

        await PostAsync(region, Received($$"""{"key":{"id":"1","remoteJid":"{{Phone}}@s.whatsapp.net"},"messageTimestamp":1763900000,"message":{{message}}}"""));

        var content = Assert.Single(region.Log.Events).Message!;
        Assert.Equal((type, text), (content.Type, content.Text));
    }

    [Theory]
    [InlineData("""{"key":{"id":"1","fromMe":true,"remoteJid":"491701234567@s.whatsapp.net"},"update":{"status":3}}""", ReplyStatus.Delivered)]
    [InlineData("""{"key":{"id":"1","fromMe":true,"remoteJid":"491701234567@s.whatsapp.net"},"status":"READ"}""", ReplyStatus.Read)]
    [InlineData("""{"key":{"id":"1","fromMe":true,"remoteJid":"491701234567@s.whatsapp.net"},"update":{"status":0}}""", ReplyStatus.Failed)]
    [InlineData("""{"key":{"id":"1","fromMe":true,"remoteJid":"491701234567@s.whatsapp.net"},"update":{"status":1}}""", null)]
    [InlineData("""{"key":{"id":"1","fromMe":false,"remoteJid":"491701234567@s.whatsapp.net"},"update":{"status":4}}""", null)]
    public async Task Post_StatusOfOwnMessage_Rises(string update, ReplyStatus? status)
    {
        await using var region = await StartAsync();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, $$"""{"event":"messages.update","timestamp":1763900000,"data":[{{update}}]}"""));

        Assert.Equal(status, region.Log.Events.SingleOrDefault()?.Status!.Status);
    }

    [Theory]
    [InlineData("support", PathSecret, "wrong", HttpStatusCode.Unauthorized)]
    [InlineData("support", PathSecret, null, HttpStatusCode.Unauthorized)]
    [InlineData("support", "another-path-secret", Secret, HttpStatusCode.NotFound)]
    [InlineData("sales", PathSecret, Secret, HttpStatusCode.NotFound)]
    public async Task Post_WithoutBothSecrets_IsRefusedAndNothingIsKept(string number, string path, string? secret, HttpStatusCode status)
    {
        await using var region = await StartAsync();

        Assert.Equal(status, await PostAsync(region, Received(Message("1", "Hello")), $"/wasender/{number}/{path}", secret));

        Assert.Empty(region.Log.Events);
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

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Received(Message("1", "Hello"))));
    }

    [Fact]
    public async Task Post_OwnLogDown_ThePeerTakesItWithoutTheSecret()
    {
        await using var peer = await StartAsync(region: "westeurope", listens: true);
        await using var region = await StartAsync(peer: peer.Client.BaseAddress);
        region.Log.Break();

        Assert.Equal(HttpStatusCode.OK, await PostAsync(region, Received(Message("3EB01", "Hello"))));

        var item = Assert.Single(peer.Log.Events);
        Assert.Equal(("3EB01", $"wasender/{Session}/{Phone}", 1), (item.Id.Value, item.Conversation.Key, item.Receipt.FailoverCount));
    }

    [Fact]
    public async Task Sealed_WrongSignatureOrAnotherSession_IsRefused()
    {
        await using var region = await StartAsync();
        var body = Encoding.UTF8.GetBytes($$$"""{"object":"wasender","session":"{{{Session}}}","body":{{{Received(Message("1", "Hello"))}}}}""");

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
        await using var region = await StartAsync();
        foreach (var state in new[] { "connected", "logged_out", "logged_out" })
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(region, $$$"""{"event":"session.status","timestamp":1763900000,"data":{"status":"{{{state}}}"}}"""));
        }

        Assert.Equal((1.0, 1.0), (region.Counted("wasender.session.changes/support/connected"), region.Counted("wasender.session.changes/support/logged_out")));
        Assert.Contains("support is logged_out", await HealthAsync(region), StringComparison.Ordinal);

        await PostAsync(region, """{"event":"session.status","timestamp":1763900000,"data":{"status":"connected"}}""");
        Assert.DoesNotContain("logged_out", await HealthAsync(region), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_AtEveryLogLevel_NoSecretInAnyLine()
    {
        var lines = new LinesProvider();
        await using var region = await StartAsync(configure: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(lines)));
        await PostAsync(region, Received(Message("1", "Hello")));
        await PostAsync(region, Received(Message("1", "Hello")), $"/wasender/support/{PathSecret}x");
        await PostAsync(region, """{"event":"session.status","data":{"status":"logged_out"}}""");

        // The lines are there, so an empty capture cannot pass.
        Assert.Contains(lines.Lines, line => line.Contains("support", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.Lines, line => line.Contains(PathSecret, StringComparison.Ordinal) || line.Contains(Secret, StringComparison.Ordinal));
    }

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

    private static async Task<string> HealthAsync(RegionHost region)
    {
        using var response = await region.Client.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static string Message(string id, string text, bool fromMe = false, string jid = $"{Phone}@s.whatsapp.net") =>
        $$$"""{"key":{"id":"{{{id}}}","fromMe":{{{(fromMe ? "true" : "false")}}},"remoteJid":"{{{jid}}}"},"pushName":"Ada","messageBody":"{{{text}}}","messageTimestamp":1763900000,"message":{"conversation":"{{{text}}}"}}""";

    private static string Received(string message) => $$$"""{"event":"messages.received","timestamp":1763900000,"data":{"messages":{{{message}}}}}""";

    private static string Upsert(params string[] messages) => $$$"""{"event":"messages.upsert","timestamp":1763900000,"data":{"messages":[{{{string.Join(',', messages)}}}]}}""";
}
