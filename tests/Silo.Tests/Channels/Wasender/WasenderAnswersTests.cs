using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.BusinessNumbers.Credentials;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Silo.Channels.CloudApi;
using OrleansFailover.Silo.Channels.Wasender;
using OrleansFailover.Silo.Tests.Channels.CloudApi;

namespace OrleansFailover.Silo.Tests.Channels.Wasender;

/// <summary>What the sender makes of each answer, documented or not.</summary>
public sealed class WasenderAnswersTests : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly CapturedLogs logs = new();
    private readonly ScriptedChannel channel = new();
    private readonly ServiceProvider services;
    private int replies;

    public WasenderAnswersTests()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WhatsApp:Wasender:BaseAddress"] = "https://channel.example/",
            ["WhatsApp:Wasender:LongestPace"] = "00:00:00",
            ["WhatsApp:Wasender:SendInterval"] = "00:00:00",
            ["BusinessNumbers:Apps:session:AppSecret"] = "a-session-secret",
            ["BusinessNumbers:Apps:session:VerifyToken"] = "a-path-secret-0123456789",
            ["BusinessNumbers:Numbers:support:Channel"] = "wasender",
            ["BusinessNumbers:Numbers:support:PhoneNumberId"] = "session1",
            ["BusinessNumbers:Numbers:support:App"] = "session",
            ["BusinessNumbers:Numbers:support:AccessToken"] = "the-key",
        }).Build();
        var collection = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))
            .AddSingleton(new ThisRegion(new RegionId("eastus")))
            .AddSingleton<TimeProvider>(time)
            .AddCloudApiReplySender(configuration)
            .AddWasenderReplySender(configuration);
        collection.AddHttpClient(WasenderReplySender.ClientName).ConfigurePrimaryHttpMessageHandler(() => channel);
        services = collection.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        channel.Dispose();
    }

    [Fact]
    public async Task Send_Text_HasTheDocumentedForm()
    {
        channel.Next(200, """{"success":true,"data":{"msgId":100000,"jid":"+491701234567","status":"in_progress"}}""");

        Assert.Equal(new SendResult(SendOutcome.Accepted, "100000"), await SendAsync());

        Assert.Equal("""{"to":"+491701234567","text":"Hello"}""", channel.Body!.Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal(("POST", "https://channel.example/api/send-message"), (channel.Request!.Method.Method, channel.Request.RequestUri!.AbsoluteUri));
        Assert.Equal("Bearer the-key", channel.Request.Headers.Authorization!.ToString());
        Assert.Equal("application/json", channel.Request.Content!.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData(200, "{}", SendOutcome.Accepted, null)]
    [InlineData(201, """{"status":"success","id":7}""", SendOutcome.Accepted, null)]
    [InlineData(200, "<html>", SendOutcome.Unknown, "no-answer")]
    [InlineData(200, "", SendOutcome.Unknown, "no-answer")]
    [InlineData(200, """{"success":false,"message":"Not now."}""", SendOutcome.NotSent, "refused")]
    [InlineData(500, """{"success":false,"message":"Session not found."}""", SendOutcome.Unknown, "http-500")]
    [InlineData(502, "<html>", SendOutcome.Unknown, "http-502")]
    [InlineData(422, """{"message":"The to field is required."}""", SendOutcome.Rejected, "http-422")]
    [InlineData(400, "<html>", SendOutcome.Rejected, "http-400")]
    public async Task Send_EachAnswer_LosesNoReplyForWhatIsNotCertain(int status, string body, SendOutcome outcome, string? reason)
    {
        channel.Next(status, body);

        var result = await SendAsync();

        Assert.Equal((outcome, reason), (result.Outcome, result.Reason));
    }

    // A refusal that speaks of the session is none of the message: it is kept, the session paused, and somebody told.
    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    [InlineData(200)]
    public async Task Send_SessionIsNotConnected_PausesTheSessionAndKeepsTheReply(int status)
    {
        channel.Next(status, """{"success":false,"message":"Your WhatsApp session is not connected."}""");

        AssertWaits($"http-{status}-session", 30, await SendAsync());
        AssertWaits($"http-{status}-session", 30, await SendAsync());
        Assert.Single(logs.Lines, line => line.StartsWith("Warning NumberPaused", StringComparison.Ordinal));

        time.Advance(TimeSpan.FromSeconds(30));
        channel.Next(200, """{"success":true}""");
        Assert.Equal(SendOutcome.Accepted, (await SendAsync()).Outcome);
    }

    // A region whose key is refused is told unhealthy, so that another one with another key can serve; one whose account is locked is not.
    [Theory]
    [InlineData(401, CredentialState.Rejected)]
    [InlineData(402, CredentialState.Unknown)]
    [InlineData(403, CredentialState.Unknown)]
    [InlineData(200, CredentialState.Accepted)]
    public async Task Send_EachRefusal_TellsOfTheKeyWhatIsKnownOfIt(int status, CredentialState state)
    {
        channel.Next(status, "{}");

        await SendAsync();

        Assert.Equal(state, services.GetRequiredService<CredentialBoard>().Current()["support"].State);
    }

    [Fact]
    public async Task Send_NoAnswerInTime_IsUnknown()
    {
        channel.NextNever();
        var sending = SendAsync();
        await channel.Hanging.Task.WaitAsync(TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(new SendResult(SendOutcome.Unknown, Reason: "timeout"), await sending);
    }

    [Fact]
    public async Task Send_ChannelOutOfReach_CertainlyDidNotGo()
    {
        channel.IsAway = true;

        Assert.Equal(new SendResult(SendOutcome.NotSent, Reason: "connect"), await SendAsync());
    }

    [Theory]
    [InlineData("""{"message":"Too fast.","retry_after":60}""", null, 60)]
    [InlineData("""{"message":"Enough for today.","retry_after":86400}""", null, 3600)]
    [InlineData("{}", "17", 17)]
    [InlineData("<html>", "17", 17)]
    [InlineData("{}", null, 5)]
    public async Task Send_TooFast_WaitsAsLongAsTheChannelSays(string body, string? header, int seconds)
    {
        channel.Next(429, body, header is null ? [] : [("Retry-After", header)]);

        AssertWaits("http-429", seconds, await SendAsync());
        AssertWaits("http-429", seconds, await SendAsync());
    }

    // The channel's page calls it a moment, and seconds from now.
    [Theory]
    [InlineData("7")]
    [InlineData("1772366407")]
    public async Task Send_LastOneOfTheWindow_TheNextWaitsForItsEnd(string reset)
    {
        channel.Next(200, """{"success":true}""", ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", reset));

        Assert.Equal(SendOutcome.Accepted, (await SendAsync()).Outcome);

        AssertWaits("rate-limit", 7, await SendAsync());
    }

    // A window of 24 hours is the Cloud API's.
    [Fact]
    public async Task Send_ADayAfterTheUserWrote_Goes()
    {
        channel.Next(200, """{"success":true}""");

        Assert.Equal(SendOutcome.Accepted, (await SendAsync(time.GetUtcNow() - TimeSpan.FromDays(2))).Outcome);
    }

    private static void AssertWaits(string reason, double seconds, SendResult result)
    {
        Assert.Equal((SendOutcome.NotSent, reason), (result.Outcome, result.Reason));
        Assert.InRange(result.RetryAfter!.Value.TotalSeconds, seconds - 0.05, seconds);
    }

    private Task<SendResult> SendAsync(DateTimeOffset? lastHeard = null) => services.GetRequiredService<IReplySender>().SendAsync(
        new OutboundReply(
            ConversationId.Create("wasender", "session1", "491701234567"), string.Create(CultureInfo.InvariantCulture, $"{++replies}"),
            new ReplyAddress("491701234567", null, default), OutboundMessage.OfText("Hello"), new MessageId("3EB01")) { LastHeard = lastHeard },
        TestContext.Current.CancellationToken);
}
