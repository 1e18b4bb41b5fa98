using System.Text;
using OrleansFailover.DeadLetters.Replay;
using OrleansFailover.DeadLetters.Tests.Support;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Tests.Conversation;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Restricted;

namespace OrleansFailover.DeadLetters.Tests.Replay;

/// <summary>Letters of a German, who is at home in westeurope, replayed in eastus.</summary>
public sealed class ReplayRestrictedTests : IDisposable
{
    private const string Said = "canary-in-a-text";

    private static readonly Events Ann = new();

    private readonly EuZone zone = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => zone.Dispose();

    // A readable letter was kept before there was a rule.
    [Fact]
    public async Task Replay_ReadableLetters_GoToTheLogSealed()
    {
        var logged = await ReplayAsync(zone.Settings("eastus"), Letters.Webhook(10, Bodies.Text("m1", 10, Said)), Letters.Envelope(20, Ann.Message("m2", 20, Said), 1));

        Assert.Equal(2, logged.Count);
        foreach (var item in logged)
        {
            Assert.DoesNotContain(Said, TextOf(item), StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("491701234567", TextOf(item), StringComparison.Ordinal);
            Assert.Equal(Said, (await zone.Home.OpenAsync(item, Ct)).Event!.Message!.Text);
        }
    }

    [Fact]
    public async Task Replay_SealedLetters_GoToTheLogAsTheyWere()
    {
        var (first, second) = (zone.Away.Seal(zone.Masked(Ann.Message("m1", 10, Said))), zone.Away.Seal(zone.Masked(Ann.Message("m2", 20, Said))));

        var logged = await ReplayAsync(
            zone.Settings("eastus"), Letters.Webhook(10, Encoding.UTF8.GetString(SealedBody.Write([first]))), Letters.Envelope(20, second, 1));

        Assert.Equal([first, second], logged);
    }

    [Fact]
    public async Task Replay_WithoutRules_TheLettersStayReadable()
    {
        // The control of the others: the same letters, and nobody restricted.
        var logged = await ReplayAsync([], Letters.Webhook(10, Bodies.Text("m1", 10, Said)), Letters.Envelope(20, Ann.Message("m2", 20, Said), 1));

        Assert.Equal(2, logged.Count);
        Assert.All(logged, item => Assert.Contains(Said, TextOf(item), StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<InboundEvent>> ReplayAsync(Dictionary<string, string?> settings, params DeadLetter[] letters)
    {
        await using var host = await ReplayHost.StartAsync(settings);
        foreach (var letter in letters)
        {
            await host.Store.StoreAsync(letter, Ct);
        }

        Assert.Equal(new ReplayResult(letters.Length, 0, null, null), await host.Replayer.ReplayAsync(new(), null, 100, Ct));
        return [.. host.Log];
    }

    private static string TextOf(InboundEvent item) => Encoding.UTF8.GetString(EnvelopeCodec.Encode(item));
}
