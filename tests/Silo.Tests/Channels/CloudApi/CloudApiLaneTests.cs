using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Grains.Interfaces.Outbound;

namespace OrleansFailover.Silo.Tests.Channels.CloudApi;

/// <summary>The sender against the simulated channel, which keeps the documented limits. Both have one clock, which only the tests move.</summary>
public sealed class CloudApiLaneTests : IAsyncLifetime
{
    private const string Other = "491709999999";

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private ChannelSimulator channel = null!;
    private int replies;

    public async ValueTask InitializeAsync() => channel = await StartAsync();

    public ValueTask DisposeAsync() => channel.DisposeAsync();

    [Fact]
    public async Task Send_BurstToOneUser_IsPacedHereAndTheChannelNeverRefuses()
    {
        await using var host = Host();
        for (var i = 0; i < 45; i++)
        {
            Assert.Equal(SendOutcome.Accepted, (await SendAsync(host)).Outcome);
        }

        AssertWaits("pair-pace", TimeSpan.FromSeconds(6), await SendAsync(host));
        AssertWaits("pair-pace", TimeSpan.FromSeconds(6), await SendAsync(host));
        Assert.Equal(SendOutcome.Accepted, (await SendAsync(host, Other)).Outcome);

        for (var i = 0; i < 3; i++)
        {
            time.Advance(TimeSpan.FromSeconds(6));
            Assert.Equal(SendOutcome.Accepted, (await SendAsync(host)).Outcome);
            AssertWaits("pair-pace", TimeSpan.FromSeconds(6), await SendAsync(host));
        }

        Assert.Equal(49, channel.Record.Sends.Count);
        Assert.Equal(5, host.Counted("channel.send.waits"));
    }

    [Fact]
    public async Task Send_TooFastForTheChannel_WaitsGrowForThatUserAloneAndEndWithAnAcceptedOne()
    {
        // The control of the pace: without one of its own the sender runs into the channel's.
        await using var host = Host(("PairInterval", "00:00:00.001"));
        SendResult result;
        for (var i = 0; (result = await SendAsync(host)).Outcome == SendOutcome.Accepted; i++)
        {
            Assert.InRange(i, 0, 45);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        AssertWaits("131056", TimeSpan.FromSeconds(1), result);
        Assert.Equal(SendOutcome.Accepted, (await SendAsync(host, Other)).Outcome);
        time.Advance(TimeSpan.FromSeconds(1));
        AssertWaits("131056", TimeSpan.FromSeconds(4), await SendAsync(host));
        time.Advance(TimeSpan.FromSeconds(4));

        // The channel gives the first place back after six seconds.
        AssertWaits("131056", TimeSpan.FromSeconds(16), await SendAsync(host));
        time.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(SendOutcome.Accepted, (await SendAsync(host)).Outcome);
    }

    [Fact]
    public async Task Send_ChannelThatWantsABurstPaidBackWhole_IsServedInTheEnd()
    {
        await using var strict = await StartAsync(options => options with { PairPaysBack = true });
        await using var host = Host(strict);
        for (var i = 0; i < 45; i++)
        {
            Assert.Equal(SendOutcome.Accepted, (await SendAsync(host)).Outcome);
        }

        var waited = TimeSpan.Zero;
        var refusals = 0;
        for (var result = await SendAsync(host); result.Outcome != SendOutcome.Accepted; result = await SendAsync(host))
        {
            refusals += result.Reason == "131056" ? 1 : 0;
            waited += result.RetryAfter!.Value;
            time.Advance(result.RetryAfter.Value);
            Assert.InRange(waited, TimeSpan.Zero, TimeSpan.FromSeconds(700));
        }

        Assert.InRange(waited, TimeSpan.FromSeconds(265), TimeSpan.FromSeconds(700));
        Assert.InRange(refusals, 1, 6);
    }

    [Fact]
    public async Task Send_NumberAtItsThroughput_IsSpreadHereAndTheChannelNeverRefuses()
    {
        await using var slow = await StartAsync(options => options with { MessagesPerSecond = 10 });
        await using var host = Host(slow, ("MessagesPerSecond", "10"));
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(SendOutcome.Accepted, (await SendAsync(host, User(i))).Outcome);
        }

        AssertWaits("number-pace", TimeSpan.FromMilliseconds(100), await SendAsync(host, User(10)));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(SendOutcome.Accepted, (await SendAsync(host, User(10))).Outcome);
        Assert.Equal(11, slow.Record.Sends.Count);
    }

    [Fact]
    public async Task Send_ThroughputRefused_ClosesThatNumberAndNoOther()
    {
        await using var slow = await StartAsync(options => options with { MessagesPerSecond = 2 });
        await using var host = Host(slow, ("MessagesPerSecond", "0"), ("RetryDelay", "00:00:01"), ("MaxRetries", "0"));
        await SendAsync(host, User(0));
        await SendAsync(host, User(1));
        AssertWaits("130429", TimeSpan.FromSeconds(1), await SendAsync(host, User(2)));

        // Another user of the number waits without a request; another number does not: the channel itself answers it.
        AssertWaits("130429", TimeSpan.FromSeconds(1), await SendAsync(host, User(3)));
        var other = await host.SendAsync(SenderHost.Reply(businessNumber: "777", phone: User(3)));
        Assert.Equal((SendOutcome.Rejected, "100"), (other.Outcome, other.Reason));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SendOutcome.Accepted, (await SendAsync(host, User(3))).Outcome);
    }

    [Fact]
    public async Task Send_ShortPace_IsWaitedForInsideTheTurn()
    {
        await using var host = Host(("LongestPace", "00:00:06"), ("TotalTimeout", "00:00:12"), ("AttemptTimeout", "00:00:12"));
        for (var i = 0; i < 45; i++)
        {
            await SendAsync(host);
        }

        var waiting = SendAsync(host);
        Assert.Equal(1, host.Counted("channel.send.waits"));
        for (var second = 0; second < 8 && channel.Record.Sends.Count == 45; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(SendOutcome.Accepted, (await waiting).Outcome);
    }

    [Theory]
    [InlineData(403, 368)]
    [InlineData(403, 131031)]
    [InlineData(400, 131042)]
    [InlineData(429, 131048)]
    public async Task Send_AccountRefused_PausesTheNumberTellsOnceAndTriesOneAnInterval(int status, int code)
    {
        await using var host = Host(("PauseInterval", "00:00:30"));
        channel.Faults.Next(new SendFault.Refuse(status, code), 2);
        AssertWaits($"{code}", TimeSpan.FromSeconds(30), await SendAsync(host));
        AssertWaits($"{code}", TimeSpan.FromSeconds(30), await SendAsync(host, Other));
        Assert.Equal(1, host.Counted("channel.numbers.paused"));

        // The trial after the interval is refused too; everybody else still waits.
        time.Advance(TimeSpan.FromSeconds(30));
        AssertWaits($"{code}", TimeSpan.FromSeconds(30), await SendAsync(host, Other));
        AssertWaits($"{code}", TimeSpan.FromSeconds(30), await SendAsync(host));
        Assert.Single(host.Logs.Lines, line => line.StartsWith("Warning NumberPaused", StringComparison.Ordinal));

        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(SendOutcome.Accepted, (await SendAsync(host)).Outcome);
        Assert.Equal(SendOutcome.Accepted, (await SendAsync(host, Other)).Outcome);
        Assert.Equal(2, channel.Record.Sends.Count);
        Assert.Equal((0L, 1L), (host.Counted("channel.numbers.paused"), host.Counted("channel.number.pauses")));
        Assert.Single(host.Logs.Lines, line => line.Contains("sends again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_NumberInMaintenance_RestsAMinute()
    {
        await using var host = Host();
        channel.Faults.Next(new SendFault.Refuse(400, 131057));
        AssertWaits("131057", TimeSpan.FromMinutes(1), await SendAsync(host));
        AssertWaits("131057", TimeSpan.FromMinutes(1), await SendAsync(host, Other));
        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(SendOutcome.Accepted, (await SendAsync(host)).Outcome);
        Assert.DoesNotContain(host.Logs.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_ADayAfterTheUserWrote_OnlyATemplateGoes()
    {
        await using var host = Host();
        var text = SenderHost.Reply() with { LastHeard = time.GetUtcNow() };
        time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        Assert.Equal(SendOutcome.Accepted, (await host.SendAsync(text)).Outcome);

        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(new SendResult(SendOutcome.OutsideWindow, Reason: "window-closed"), await host.SendAsync(text));
        Assert.Equal(new SendResult(SendOutcome.OutsideWindow, Reason: "131047"), await host.SendAsync(text with { LastHeard = null }));
        var template = text with { Content = OutboundMessage.OfTemplate(new() { Name = "go_on", Language = "en", Parameters = ["Your name?"] }) };
        Assert.Equal(SendOutcome.Accepted, (await host.SendAsync(template)).Outcome);
        Assert.Equal(["text", "template"], channel.Record.Sends.Select(send => send.Content.Kind));
    }

    [Fact]
    public async Task Send_TakenWithoutAnAnswer_UnknownAndNeverRepeated()
    {
        await using var host = Host();
        foreach (var fault in new SendFault[] { new SendFault.TakeAndFail(), new SendFault.TakeAndCut(), new SendFault.Cut() })
        {
            channel.Faults.Next(fault);
            Assert.Equal(SendOutcome.Unknown, (await SendAsync(host)).Outcome);
        }

        // The ones that were taken carry the id by which a status settles them.
        Assert.Equal(["1", "2"], channel.Record.Sends.Select(send => send.ReplyId));
    }

    private static string User(int index) => string.Create(CultureInfo.InvariantCulture, $"4917000{index:00000}");

    private static void AssertWaits(string reason, TimeSpan wait, SendResult result)
    {
        Assert.Equal((SendOutcome.NotSent, reason), (result.Outcome, result.Reason));
        Assert.InRange(result.RetryAfter!.Value, wait - TimeSpan.FromMilliseconds(50), wait);
    }

    private async Task<ChannelSimulator> StartAsync(Func<ChannelOptions, ChannelOptions>? change = null)
    {
        var options = new ChannelOptions
        {
            Secrets = new ChannelSecrets("app", "verify", CloudApiPeer.Token, "key"),
            Webhook = new Uri($"http://127.0.0.1:{FreePorts.Take(1)[0]}/webhook"),
            Statuses = [],
        };
        var simulator = await ChannelSimulator.StartAsync(_ => change?.Invoke(options) ?? options, time, TestContext.Current.CancellationToken);
        foreach (var user in Enumerable.Range(0, 20).Select(User).Concat([SenderHost.Phone, Other]))
        {
            simulator.Heard(user, time.GetUtcNow());
        }

        return simulator;
    }

    private SenderHost Host(params (string Key, string Value)[] settings) => Host(channel, settings);

    private SenderHost Host(ChannelSimulator peer, params (string Key, string Value)[] settings) => new(
        peer.Address, time, [("LongestPace", "00:00:00"), ("AttemptTimeout", "00:01:00"), ("TotalTimeout", "00:05:00"), .. settings]);

    private Task<SendResult> SendAsync(SenderHost host, string user = SenderHost.Phone) =>
        host.SendAsync(SenderHost.Reply(phone: user, replyId: string.Create(CultureInfo.InvariantCulture, $"{++replies}")));
}
