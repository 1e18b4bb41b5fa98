using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Silo.Tests.Channels.CloudApi;

public sealed class CloudApiReplySenderTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    public static TheoryData<string, OutboundMessage> Forms => new()
    {
        { """{"text":{"body":"Hello","preview_url":false}}""", OutboundMessage.OfText("Hello") },
        {
            """{"interactive":{"type":"button","body":{"text":"Shall we?"},"action":{"buttons":[{"reply":{"id":"q:yes","title":"Yes"},"type":"reply"},{"reply":{"id":"q:no","title":"No"},"type":"reply"}]}}}""",
            new() { Kind = OutboundKind.Buttons, Text = "Shall we?", Choices = [new("q:yes", "Yes"), new("q:no", "No")] }
        },
        {
            """{"interactive":{"type":"list","body":{"text":"Which?"},"action":{"button":"Choose","sections":[{"rows":[{"id":"q:a","title":"A","description":"First"},{"id":"q:b","title":"B"}]}]}}}""",
            new() { Kind = OutboundKind.List, Text = "Which?", ListLabel = "Choose", Choices = [new("q:a", "A", "First"), new("q:b", "B")] }
        },
        {
            """{"interactive":{"type":"location_request_message","body":{"text":"Where?"},"action":{"name":"send_location"}}}""",
            new() { Kind = OutboundKind.LocationRequest, Text = "Where?" }
        },
        { """{"image":{"id":"77","caption":"The way"}}""", OutboundMessage.OfMedia(new(OutboundMediaKind.Image, "77"), "The way") },
        { """{"video":{"link":"https://files.example/v.mp4"}}""", OutboundMessage.OfMedia(new(OutboundMediaKind.Video, Link: "https://files.example/v.mp4")) },
        { """{"document":{"id":"78","filename":"plan.pdf"}}""", OutboundMessage.OfMedia(new(OutboundMediaKind.Document, "78", FileName: "plan.pdf")) },
        { """{"audio":{"id":"79"}}""", OutboundMessage.OfMedia(new(OutboundMediaKind.Audio, "79")) },
        { """{"sticker":{"id":"80"}}""", OutboundMessage.OfMedia(new(OutboundMediaKind.Sticker, "80")) },
        {
            """{"template":{"name":"go_on","language":{"code":"en"},"components":[{"type":"body","parameters":[{"type":"text","text":"Your name?"}]}]}}""",
            OutboundMessage.OfTemplate(new() { Name = "go_on", Language = "en", Parameters = ["Your name?"] })
        },
        { """{"template":{"name":"go_on","language":{"code":"en"}}}""", OutboundMessage.OfTemplate(new() { Name = "go_on", Language = "en" }) },
        { """{"reaction":{"message_id":"wamid.1","emoji":"👍"}}""", OutboundMessage.OfReaction("wamid.1", "👍") },
        { """{"reaction":{"message_id":"wamid.1","emoji":""}}""", OutboundMessage.OfReaction("wamid.1", "") },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Send_EveryForm_HasTheDocumentedShapeAndIsAccepted(string expected, OutboundMessage content)
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address);

        var result = await host.SendAsync(SenderHost.Reply(content));

        Assert.Equal(new SendResult(SendOutcome.Accepted, "wamid.HBgMNDkxNzAxMjM0NTY3"), result);
        var request = Assert.Single(peer.Requests);
        Assert.Equal("/v26.0/106540352242922/messages", request.Path);
        Assert.Equal($"Bearer {CloudApiPeer.Token}", request.Authorization);
        Assert.Matches(@"\Aorleans-failover/[0-9.]+ \(eastus\)\z", request.UserAgent);
        using var body = JsonDocument.Parse(request.Body);
        using var form = JsonDocument.Parse(expected);
        var member = form.RootElement.EnumerateObject().Single();
        Assert.True(JsonElement.DeepEquals(member.Value, body.RootElement.GetProperty(member.Name)), request.Body);
        Assert.Equal(SenderHost.Phone, body.RootElement.GetProperty("to").GetString());
        Assert.Equal("0123456789abcdef0123456789abcdef", body.RootElement.GetProperty("biz_opaque_callback_data").GetString());
        Assert.False(body.RootElement.TryGetProperty("recipient", out _));
        Assert.False(body.RootElement.TryGetProperty("context", out _));
    }

    [Fact]
    public async Task Send_BodyOfAWrongShape_IsRejectedByThePeer()
    {
        // The control of the shape: a number with signs.
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address);

        Assert.Equal(new SendResult(SendOutcome.Rejected, Reason: "100"), await host.SendAsync(SenderHost.Reply(phone: "+49 170")));
    }

    public static TheoryData<string, OutboundMessage> TooMuch => new()
    {
        { "text-empty", OutboundMessage.OfText(" ") },
        { "text-too-long", OutboundMessage.OfText(new string('x', 4097)) },
        { "text-too-long", new() { Kind = OutboundKind.LocationRequest, Text = new string('x', 1025) } },
        { "no-choices", new() { Kind = OutboundKind.Buttons, Text = "?" } },
        { "too-many-choices", new() { Kind = OutboundKind.Buttons, Text = "?", Choices = [.. "abcd".Select(c => new Choice($"{c}", $"{c}"))] } },
        { "too-many-choices", new() { Kind = OutboundKind.List, Text = "?", ListLabel = "Choose", Choices = [.. "abcdefghijk".Select(c => new Choice($"{c}", $"{c}"))] } },
        { "no-list-label", new() { Kind = OutboundKind.List, Text = "?", Choices = [new("a", "A")] } },
        { "choice-title-length", new() { Kind = OutboundKind.Buttons, Text = "?", Choices = [new("a", new string('A', 21))] } },
        { "choice-id-length", new() { Kind = OutboundKind.Buttons, Text = "?", Choices = [new(new string('a', 257), "A")] } },
        { "choice-ids-repeat", new() { Kind = OutboundKind.Buttons, Text = "?", Choices = [new("a", "A"), new("a", "B")] } },
        { "choice-description-length", new() { Kind = OutboundKind.List, Text = "?", ListLabel = "Choose", Choices = [new("a", "A", new string('d', 73))] } },
        { "media-id-or-link", OutboundMessage.OfMedia(new(OutboundMediaKind.Image)) },
        { "media-link", OutboundMessage.OfMedia(new(OutboundMediaKind.Image, Link: "http://files.example/a.png")) },
        { "media-takes-no-caption", OutboundMessage.OfMedia(new(OutboundMediaKind.Sticker, "1"), "caption") },
        { "template-parameter-blanks", OutboundMessage.OfTemplate(new() { Name = "go_on", Language = "en", Parameters = ["a\nb"] }) },
        { "no-message-to-react-to", OutboundMessage.OfReaction("", "👍") },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task Send_MoreThanTheChannelTakes_RejectedWithoutARequest(string reason, OutboundMessage content)
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address);

        Assert.Equal(new SendResult(SendOutcome.Rejected, Reason: reason), await host.SendAsync(SenderHost.Reply(content)));
        Assert.Empty(peer.Requests);
    }

    [Theory]
    [InlineData("Nothing", null)]
    [InlineData("Read", """{"message_id":"wamid.1","messaging_product":"whatsapp","status":"read"}""")]
    [InlineData("ReadAndTyping", """{"message_id":"wamid.1","typing_indicator":{"type":"text"},"messaging_product":"whatsapp","status":"read"}""")]
    public async Task Acknowledge_AsConfigured_ShowsTheMessageAsReadOnce(string mode, string? expected)
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address, settings: [("Acknowledge", mode)]);

        await host.Sender.AcknowledgeAsync(SenderHost.Reply().Conversation, new("wamid.1"), TestContext.Current.CancellationToken);
        if (expected is null)
        {
            Assert.Empty(peer.Requests);
            return;
        }

        await UntilAsync(() => !peer.Requests.IsEmpty, "the read receipt");
        using var body = JsonDocument.Parse(Assert.Single(peer.Requests).Body);
        using var shape = JsonDocument.Parse(expected);
        Assert.True(JsonElement.DeepEquals(shape.RootElement, body.RootElement), body.RootElement.GetRawText());
    }

    [Fact]
    public async Task Acknowledge_ChannelHangsOrCuts_ReturnsWithinItsBoundWithoutAnException()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address, settings: [("Acknowledge", "ReadAndTyping"), ("AcknowledgeBound", "00:00:00.200")]);
        peer.Next(CloudApiPeer.Hang, CloudApiPeer.Drop, CloudApiPeer.Error(400, 131009));

        for (var i = 0; i < 3; i++)
        {
            await host.Sender.AcknowledgeAsync(SenderHost.Reply().Conversation, new("wamid.1"), TestContext.Current.CancellationToken).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        }

        Assert.Equal(3, peer.Requests.Count);
    }

    [Fact]
    public async Task Send_UserWhoHidesTheNumber_GoesToTheUserId()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address);

        Assert.Equal(SendOutcome.Accepted, (await host.SendAsync(SenderHost.Reply(phone: null))).Outcome);
        Assert.Contains($"\"recipient\":\"{SenderHost.UserId}\"", Assert.Single(peer.Requests).Body, StringComparison.Ordinal);
        Assert.Equal(new SendResult(SendOutcome.Rejected, Reason: "no-recipient"), await host.SendAsync(SenderHost.Reply(phone: null, userId: null)));
    }

    [Fact]
    public async Task Send_QuoteMessage_NamesTheMessageItAnswers()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address, settings: [("QuoteMessage", "true"), ("Version", "v27.1")]);

        Assert.Equal(SendOutcome.Accepted, (await host.SendAsync()).Outcome);
        var request = Assert.Single(peer.Requests);
        Assert.Contains($$"""
            "context":{"message_id":"{{SenderHost.InReplyTo}}"}
            """, request.Body, StringComparison.Ordinal);
        Assert.StartsWith("/v27.1/", request.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_TokenOfTheBusinessNumber_GoesBeforeTheCommonOne()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address, settings: [("AccessTokens:77", "own-token"), ("AccessToken", "")]);

        Assert.Equal(SendOutcome.Accepted, (await host.SendAsync(SenderHost.Reply(businessNumber: "77"))).Outcome);
        Assert.Equal("Bearer own-token", Assert.Single(peer.Requests).Authorization);
        AssertIs(SendOutcome.NotSent, "no-access-token", await host.SendAsync());
    }

    [Theory]
    [InlineData(400, 131047, SendOutcome.OutsideWindow)]
    [InlineData(400, 131026, SendOutcome.Rejected)]
    [InlineData(400, 131009, SendOutcome.Rejected)]
    [InlineData(404, 132001, SendOutcome.Rejected)]
    [InlineData(400, 999999, SendOutcome.Rejected)]
    [InlineData(401, 190, SendOutcome.NotSent)]
    [InlineData(403, 10, SendOutcome.NotSent)]
    [InlineData(403, 230, SendOutcome.NotSent)]
    [InlineData(403, 368, SendOutcome.NotSent)]
    [InlineData(429, 131048, SendOutcome.NotSent)]
    [InlineData(400, 131057, SendOutcome.NotSent)]
    [InlineData(400, 1, SendOutcome.Unknown)]
    [InlineData(500, 131000, SendOutcome.Unknown)]
    [InlineData(503, 2, SendOutcome.Unknown)]
    [InlineData(500, 131026, SendOutcome.Unknown)]
    public async Task Send_CodesThatAreNotTriedAgain_OneRequest(int status, int code, SendOutcome outcome)
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address);
        peer.Next(CloudApiPeer.Error(status, code));

        AssertIs(outcome, $"{code}", await host.SendAsync());
        Assert.Single(peer.Requests);
    }

    [Theory]
    [InlineData(429, 130429, null)]
    [InlineData(429, 80007, null)]
    [InlineData(400, 4, null)]
    [InlineData(400, 133004, null)]
    [InlineData(429, 888888, null)]
    [InlineData(400, 888888, true)]
    public async Task Send_CodesThatSayNotTaken_TriedAgainUntilAccepted(int status, int code, bool? isTransient)
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address);
        peer.Next(CloudApiPeer.Error(status, code, isTransient), CloudApiPeer.Error(status, code, isTransient));

        Assert.Equal(SendOutcome.Accepted, (await host.SendAsync()).Outcome);
        Assert.Equal(3, peer.Requests.Count);
        Assert.Single(peer.Requests.Select(request => request.Body).Distinct());
    }

    [Fact]
    public async Task Send_NeverTaken_NotSentAfterTheRetries()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address, settings: [("MaxRetries", "2")]);
        peer.Next([.. Enumerable.Repeat(CloudApiPeer.Error(429, 130429), 10)]);

        AssertIs(SendOutcome.NotSent, "130429", await host.SendAsync());
        Assert.Equal(3, peer.Requests.Count);
    }

    [Theory]
    [InlineData(500, "http-500", SendOutcome.Unknown)]
    [InlineData(502, "http-502", SendOutcome.Unknown)]
    [InlineData(408, "http-408", SendOutcome.Unknown)]
    [InlineData(302, "http-302", SendOutcome.NotSent)]
    [InlineData(403, "http-403", SendOutcome.NotSent)]
    [InlineData(404, "http-404", SendOutcome.Rejected)]
    [InlineData(200, "no-message-id", SendOutcome.Unknown)]
    public async Task Send_AnswerThatIsNotTheChannels_DecidedByStatus(int status, string reason, SendOutcome outcome)
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address);
        peer.Next(CloudApiPeer.Body(status, "<html>a proxy</html>"));

        AssertIs(outcome, reason, await host.SendAsync());
        Assert.Single(peer.Requests);
    }

    [Fact]
    public async Task Send_ConnectionLostAfterTheRequest_UnknownAndNeverRepeated()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address);
        // A new connection first, then one that is used again: the handler must repeat neither by itself.
        peer.Next(CloudApiPeer.Drop);
        Assert.Equal(SendOutcome.Unknown, (await host.SendAsync()).Outcome);
        Assert.Single(peer.Requests);

        Assert.Equal(SendOutcome.Accepted, (await host.SendAsync()).Outcome);
        peer.Next(CloudApiPeer.Drop);
        Assert.Equal(SendOutcome.Unknown, (await host.SendAsync()).Outcome);
        Assert.Equal(3, peer.Requests.Count);
    }

    [Fact]
    public async Task Send_AnswerCutInTheMiddle_Unknown()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address);
        peer.Next(async context =>
        {
            context.Response.ContentLength = 500;
            await context.Response.WriteAsync("{\"messages\":", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
        });

        Assert.Equal(SendOutcome.Unknown, (await host.SendAsync()).Outcome);
        Assert.Single(peer.Requests);
    }

    [Fact]
    public async Task Send_AnswerTooLarge_Unknown()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address);
        peer.Next(CloudApiPeer.Body(200, new string(' ', 100_000)));

        Assert.Equal(new SendResult(SendOutcome.Unknown, Reason: "response-too-large"), await host.SendAsync());
    }

    [Fact]
    public async Task Send_NoAnswerWithinTheAttempt_UnknownAndNeverRepeated()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address, settings: [("AttemptTimeout", "00:00:00.300")]);
        peer.Next(CloudApiPeer.Hang);

        Assert.Equal(new SendResult(SendOutcome.Unknown, Reason: "timeout"), await host.SendAsync());
        Assert.Single(peer.Requests);
    }

    [Fact]
    public async Task Send_CancelledAfterTheRequest_UnknownWithoutAnException()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address);
        using var cancel = new CancellationTokenSource();
        peer.Next(async context =>
        {
            await cancel.CancelAsync();
            await CloudApiPeer.Hang(context);
        });

        Assert.Equal(new SendResult(SendOutcome.Unknown, Reason: "cancelled"), await host.Sender.SendAsync(SenderHost.Reply(), cancel.Token));
        Assert.Equal(SendOutcome.NotSent, (await host.Sender.SendAsync(SenderHost.Reply(), cancel.Token)).Outcome);
        Assert.Single(peer.Requests);
    }

    [Fact]
    public async Task Send_ConnectionRefused_TriedAgainThenNotSent()
    {
        await using var host = new SenderHost(new($"http://127.0.0.1:{UnusedPort()}"), settings: [("MaxRetries", "3")]);

        Assert.Equal(new SendResult(SendOutcome.NotSent, Reason: "connect"), await host.SendAsync());
        Assert.Equal(3, host.Logs.Lines.Count(line => line.Contains("is tried again", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Send_UnknownHost_NotSent()
    {
        await using var host = new SenderHost(new("http://channel.invalid"), settings: [("AllowHttp", "true"), ("MaxRetries", "1"), ("AttemptTimeout", "00:00:03")]);

        var result = await host.SendAsync();

        Assert.Equal(SendOutcome.NotSent, result.Outcome);
        Assert.Contains(result.Reason, new[] { "name-resolution", "timeout" });
    }

    [Fact]
    public async Task Send_ServerThatNeverCompletesTheHandshake_NotSent()
    {
        // The certificate never comes, so nothing of the request left the process.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var host = new SenderHost(
            new($"https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}"), settings: [("AttemptTimeout", "00:00:00.200"), ("TotalTimeout", "00:00:00.600")]);

        Assert.Equal(SendOutcome.NotSent, (await host.SendAsync()).Outcome);
    }

    [Fact]
    public async Task Send_AnyOutcome_NoTokenTextOrNumberInAnyLog()
    {
        await using var peer = await CloudApiPeer.StartAsync();
        await using var host = new SenderHost(peer.Address, settings: [("AttemptTimeout", "00:00:00.300"), ("PauseInterval", "00:00:00.100")]);
        peer.Next(
            CloudApiPeer.Error(429, 130429), CloudApiPeer.Error(429, 130429), CloudApiPeer.Body(200, $$"""{"messages":[{"id":"{{SenderHost.InReplyTo}}"}]}"""),
            CloudApiPeer.Error(401, 190), CloudApiPeer.Error(400, 131047), CloudApiPeer.Drop, CloudApiPeer.Hang, CloudApiPeer.Body(400, $"{SenderHost.Text} {SenderHost.Phone}"));
        for (var i = 0; i < 6; i++)
        {
            await host.SendAsync();
        }

        // The lines are there, so an empty capture cannot pass.
        Assert.Contains(host.Logs.Lines, line => line.Contains("needs attention", StringComparison.Ordinal));
        string[] secrets = [CloudApiPeer.Token, SenderHost.Text, SenderHost.Phone, SenderHost.UserId, "106540352242922", SenderHost.InReplyTo, "must not be logged"];
        Assert.DoesNotContain(host.Logs.Lines, line => secrets.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    private static void AssertIs(SendOutcome outcome, string reason, SendResult result) => Assert.Equal((outcome, reason), (result.Outcome, result.Reason));

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task UntilAsync(Func<bool> condition, string phase)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Deadline, $"Waited too long for {phase}.");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
