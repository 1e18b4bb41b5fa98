using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Outbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.Silo.Channels.CloudApi;
using OrleansFailover.Silo.Channels.Wasender;
using OrleansFailover.Silo.Tests.Channels.CloudApi;

namespace OrleansFailover.Silo.Tests.Channels.Wasender;

/// <summary>The sender, as it is registered in production beside that of the Cloud API, against the simulated channel. Both have one clock, which only the tests move.</summary>
public sealed class WasenderReplySenderTests : IAsyncLifetime
{
    private const string Key = "a-session-key-that-is-never-logged";
    private const string Session = "session1";
    private const string User = "491701234567";

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly CapturedLogs logs = new();
    private ChannelSimulator channel = null!;
    private ServiceProvider services = null!;
    private int replies;

    public async ValueTask InitializeAsync()
    {
        channel = await ChannelSimulator.StartAsync(
            _ => new ChannelOptions
            {
                Kind = ChannelKind.Wasender,
                Secrets = new ChannelSecrets("app", "verify", Key, "key"),
                Webhook = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}/webhook"),
                Statuses = [],
            },
            time,
            TestContext.Current.CancellationToken);
        services = Build(("SendInterval", "00:00:05"));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await channel.DisposeAsync();
    }

    [Fact]
    public async Task Send_Text_IsTakenAndCarriesItsId()
    {
        var result = await SendAsync(OutboundMessage.OfText("Hello"));

        Assert.Equal((SendOutcome.Accepted, "1"), (result.Outcome, result.ChannelMessageId));
        var send = Assert.Single(channel.Record.Sends);
        Assert.Equal((User, "Hello", "1", "eastus"), (send.User, send.Content.Text, send.ReplyId, send.Region));
    }

    [Fact]
    public async Task Send_WhatWouldBeTapped_IsNumbered()
    {
        await SendAsync(new() { Kind = OutboundKind.List, Text = "Which?", ListLabel = "Choose", Choices = [new("a", "Small", "For one"), new("b", "Large")] });

        Assert.Equal("Which?\n\n1. Small – For one\n2. Large", Assert.Single(channel.Record.Sends).Content.Text);
    }

    [Theory]
    [InlineData(OutboundKind.Template, "no-form-in-channel")]
    [InlineData(OutboundKind.Reaction, "no-form-in-channel")]
    [InlineData(OutboundKind.Text, "text-too-long")]
    public async Task Send_WhatTheChannelHasNoFormFor_RejectedWithoutARequest(OutboundKind kind, string reason)
    {
        var content = kind switch
        {
            OutboundKind.Template => OutboundMessage.OfTemplate(new() { Name = "go_on", Language = "en" }),
            OutboundKind.Reaction => OutboundMessage.OfReaction("1", "👍"),
            _ => OutboundMessage.OfText(new string('x', 4097)),
        };

        Assert.Equal(new SendResult(SendOutcome.Rejected, Reason: reason), await SendAsync(content));
        Assert.Empty(channel.Record.Sends);
    }

    [Fact]
    public async Task Send_LidWithoutANumber_GoesToTheLid()
    {
        await SendAsync(OutboundMessage.OfText("Hello"), phone: null, userId: "998877@lid");

        Assert.Equal("998877", Assert.Single(channel.Record.Sends).User);
    }

    [Fact]
    public async Task Send_FasterThanTheSessionMay_IsSpreadHereAndTheChannelNeverRefuses()
    {
        Assert.Equal(SendOutcome.Accepted, (await SendAsync()).Outcome);
        AssertWaits("number-pace", 5, await SendAsync());
        AssertWaits("number-pace", 5, await SendAsync(user: "491709999999"));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(SendOutcome.Accepted, (await SendAsync(user: "491709999999")).Outcome);
        Assert.Equal(2, channel.Record.Sends.Count);
    }

    [Fact]
    public async Task Send_FasterThanTheChannelTakes_WaitsAsLongAsItSays()
    {
        // The control of the pace: without one of its own the sender runs into the channel's.
        await using var hasty = Build(("SendInterval", "00:00:00"));
        Assert.Equal(SendOutcome.Accepted, (await SendAsync(by: hasty)).Outcome);
        AssertWaits("http-429", 5, await SendAsync(by: hasty));
        AssertWaits("http-429", 5, await SendAsync(by: hasty, user: "491709999999"));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(SendOutcome.Accepted, (await SendAsync(by: hasty)).Outcome);

        channel.Faults.Next(new SendFault.Refuse(429, 17));
        AssertWaits("http-429", 17, await SendAsync(by: hasty));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task Send_KeyRefused_PausesTheSessionAndTellsOnce(int status)
    {
        channel.Faults.Next(new SendFault.Refuse(status, 0));
        AssertWaits($"http-{status}", 30, await SendAsync());
        time.Advance(TimeSpan.FromSeconds(10));
        AssertWaits($"http-{status}", 20, await SendAsync());
        Assert.Single(logs.Lines, line => line.StartsWith("Warning NumberPaused", StringComparison.Ordinal));
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(SendOutcome.Accepted, (await SendAsync()).Outcome);
    }

    // The channel may have taken it: whether to send it again is the conversation's to decide.
    [Fact]
    public async Task Send_NoAnswer_IsUnknownAndNeverRepeated()
    {
        foreach (var fault in new SendFault[] { new SendFault.TakeAndFail(), new SendFault.TakeAndCut(), new SendFault.Cut(), new SendFault.Refuse(503, 0), new SendFault.Refuse(408, 0) })
        {
            channel.Faults.Next(fault);
            Assert.Equal(SendOutcome.Unknown, (await SendAsync()).Outcome);
            time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(2, channel.Record.Sends.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task Send_RefusedForGood_IsRejectedWithItsReason(int status)
    {
        channel.Faults.Next(new SendFault.Refuse(status, 0));

        Assert.Equal(new SendResult(SendOutcome.Rejected, Reason: $"http-{status}"), await SendAsync());
    }

    [Theory]
    [InlineData(409)]
    [InlineData(423)]
    [InlineData(302)]
    public async Task Send_RefusedForNow_IsKept(int status)
    {
        channel.Faults.Next(new SendFault.Refuse(status, 0));

        AssertWaits($"http-{status}", 30, await SendAsync());
    }

    [Fact]
    public async Task Send_AnyOutcome_NoKeyTextOrNumberInAnyLog()
    {
        channel.Faults.Next(new SendFault.Refuse(401, 0));
        await SendAsync(OutboundMessage.OfText("a text that must not be logged"));

        Assert.Contains(logs.Lines, line => line.Contains("needs attention", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Lines, line => new[] { Key, User, "must not be logged" }.Any(secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Send_ConversationOfNoChannel_IsRejected()
    {
        var reply = Reply(OutboundMessage.OfText("Hello"), User, null) with { Conversation = ConversationId.Create("carrier-pigeon", "1", User) };

        Assert.Equal(new SendResult(SendOutcome.Rejected, Reason: "unknown-channel"), await services.GetRequiredService<IReplySender>().SendAsync(reply, TestContext.Current.CancellationToken));
    }

    private static void AssertWaits(string reason, double seconds, SendResult result)
    {
        Assert.Equal((SendOutcome.NotSent, reason), (result.Outcome, result.Reason));
        Assert.InRange(result.RetryAfter!.Value.TotalSeconds, seconds - 0.05, seconds);
    }

    private ServiceProvider Build(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WhatsApp:Wasender:BaseAddress"] = channel.Address.AbsoluteUri,
            ["WhatsApp:Wasender:LongestPace"] = "00:00:00",
            ["WhatsApp:Wasender:AttemptTimeout"] = "00:01:00",
            ["BusinessNumbers:Apps:session:AppSecret"] = "a-session-secret",
            ["BusinessNumbers:Apps:session:VerifyToken"] = "a-path-secret-0123456789",
            ["BusinessNumbers:Numbers:support:Channel"] = "wasender",
            ["BusinessNumbers:Numbers:support:PhoneNumberId"] = Session,
            ["BusinessNumbers:Numbers:support:App"] = "session",
            ["BusinessNumbers:Numbers:support:AccessToken"] = Key,
        }).AddInMemoryCollection(settings.ToDictionary(setting => $"WhatsApp:Wasender:{setting.Key}", setting => (string?)setting.Value)).Build();
        return new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs))
            .AddSingleton(new ThisRegion(new RegionId("eastus")))
            .AddSingleton<TimeProvider>(time)
            .AddCloudApiReplySender(configuration)
            .AddWasenderReplySender(configuration)
            .BuildServiceProvider();
    }

    private Task<SendResult> SendAsync(OutboundMessage? content = null, string? phone = User, string? userId = null, string? user = null, IServiceProvider? by = null) =>
        (by ?? services).GetRequiredService<IReplySender>().SendAsync(Reply(content ?? OutboundMessage.OfText("Hello"), user ?? phone, userId), TestContext.Current.CancellationToken);

    private OutboundReply Reply(OutboundMessage content, string? phone, string? userId) => new(
        ConversationId.Create("wasender", Session, phone ?? userId!), string.Create(CultureInfo.InvariantCulture, $"{++replies}"), new ReplyAddress(phone, userId, default), content, new MessageId("3EB01"));
}
