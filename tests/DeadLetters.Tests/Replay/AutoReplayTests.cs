using System.Net;
using System.Security.Cryptography;
using System.Text;
using OrleansFailover.DeadLetters.Tests.Support;
using OrleansFailover.Grains.Tests.Conversation;

namespace OrleansFailover.DeadLetters.Tests.Replay;

public sealed class AutoReplayTests
{
    private static readonly Events Ann = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Post_OutageThenRecovery_IsReplayedInOrderWithoutAnybodyAsking(bool active)
    {
        await using var host = await ReplayHost.StartAsync(Fast);
        host.IsActive = active;
        host.Refuse = _ => throw new InboundLog.InboundLogException("down");

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.OK, await PostAsync(host, Bodies.Text($"m{i}", i, "hi")));
        }

        Assert.Equal(("log-unavailable", 3L), (await host.Store.CountAsync(Ct)).Select(count => (count.Reason, count.Count)).Single());
        await host.Store.StoreAsync(Letters.Envelope(0, Ann.Message("of a failed turn", 0, "x"), 1), Ct);
        var looks = host.Looks;
        await UntilAsync("several looks at the region", () => host.Looks > looks + 3);
        Assert.Empty(host.LogIds());

        host.IsActive = true;
        host.Refuse = _ => { };

        await UntilAsync("the log has all of the outage", () => host.LogIds().Length == 3);
        Assert.Equal(["m0", "m1", "m2"], host.LogIds());
        await UntilAsync("only the failed turn waits", () => host.Store.CountAsync(Ct).GetAwaiter().GetResult() is [{ Reason: DeadLetterReason.TurnFailed, Count: 1 }]);
    }

    [Fact]
    public async Task Look_OneLetterThatTheLogAlwaysRefuses_IsPassedOver()
    {
        await using var host = await ReplayHost.StartAsync(new(Fast) { ["DeadLetters:AutoReplayMaxBackoff"] = "00:00:01" });
        host.Refuse = item => _ = item.Id.Value == "m1" ? throw new InboundLog.InboundLogException("no") : 0;
        for (var i = 0; i < 3; i++)
        {
            await host.Store.StoreAsync(Letters.Webhook(i, Bodies.Text($"m{i}", i, "hi")), Ct);
        }

        await UntilAsync("the letter behind it", () => host.LogIds().Contains("m2"));

        Assert.Equal(["m0", "m2"], host.LogIds());
    }

    [Fact]
    public async Task Look_SwitchedOff_ReplaysNothing()
    {
        // The control: with the default the letter is gone after a look or two.
        await using var host = await ReplayHost.StartAsync(new(Fast) { ["DeadLetters:AutoReplay"] = "false" });
        await using var other = await ReplayHost.StartAsync(Fast);
        await host.Store.StoreAsync(Letters.Webhook(0, Bodies.Text("m0", 0, "hi")), Ct);
        await other.Store.StoreAsync(Letters.Webhook(0, Bodies.Text("m0", 0, "hi")), Ct);

        await UntilAsync("the other one is replayed", () => other.LogIds().Length == 1);

        Assert.Empty(host.LogIds());
    }

    private static Dictionary<string, string?> Fast => new()
    {
        ["DeadLetters:AutoReplay"] = "true",
        ["DeadLetters:AutoReplayInterval"] = "00:00:00.100",
        ["DeadLetters:AutoReplayMaxBackoff"] = "00:00:01",
    };

    private static async Task<HttpStatusCode> PostAsync(ReplayHost host, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhook") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(ReplayHost.Secret), bytes)));
        using var response = await host.Client.SendAsync(request, Ct);
        return response.StatusCode;
    }

    private static Task UntilAsync(string phase, Func<bool> condition) => ConversationSilo.UntilAsync(phase, condition);
}
