using OrleansFailover.DeadLetters.Tests.Support;
using OrleansFailover.Grains.Tests.Conversation;

namespace OrleansFailover.DeadLetters.Tests.Replay;

/// <summary>Replay into the real conversation grain: what counts is what the customer gets.</summary>
public sealed class ReplayIntoConversationTests : IAsyncLifetime
{
    private static readonly Events Ann = new();

    private readonly ConversationSilo silo = new();
    private ReplayHost host = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await silo.InitializeAsync();
        host = await ReplayHost.StartAsync();
        host.Deliver = silo.DeliverAsync;
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await silo.DisposeAsync();
    }

    [Fact]
    public async Task Replay_TwiceAndBesideLiveTraffic_ChangesNothingTwice()
    {
        await silo.DeliverAsync(Ann.Message("m0", 0, "hi"));
        await RepliesAsync(1);
        await host.Store.StoreAsync(Letters.Webhook(10, Bodies.Text("m1", 10, "Ann")), Ct);
        await host.Store.StoreAsync(Letters.Envelope(20, Ann.Message("m2", 20, "Bonn"), 1), Ct);

        // The channel sends the first one again while it is replayed.
        await Task.WhenAll(host.Replayer.ReplayAsync(new(), null, 10, Ct), silo.DeliverAsync(Ann.Message("m1", 10, "Ann")));
        await RepliesAsync(3);
        var state = silo.Region.Document(Ann.Conversation.Key).AnswersBefore();
        await host.Replayer.ReplayAsync(new() { Status = DeadLetterStatus.Replayed }, null, 10, Ct);
        await silo.DeliverAsync(Ann.Message("m3", 30, "red"));
        await RepliesAsync(4);

        Assert.True(host.LogIds() is ["m1", "m2", "m1", "m2"], "the second replay reached the log");
        Assert.Equal(["Your name?", "Your city?", "Your colour?", "Done: Ann, Bonn, red"], silo.Region.Sent.Select(reply => reply.Content.Text));
        Assert.Equal(("Ann", "Bonn"), (state["name"], state["city"]));
    }

    [Fact]
    public async Task Replay_OlderThanALaterAnswer_OverwritesNothing()
    {
        await silo.DeliverAsync(Ann.Message("m0", 0, "hi"));
        await silo.DeliverAsync(Ann.Message("m2", 20, "Ben"));
        await RepliesAsync(2);
        await host.Store.StoreAsync(Letters.Webhook(10, Bodies.Text("m1", 10, "Ann")), Ct);

        await host.Replayer.ReplayAsync(new(), null, 10, Ct);
        await ConversationSilo.UntilAsync("the replayed message is kept", () => silo.Region.Document(Ann.Conversation.Key).HasSeen(new("m1")));

        Assert.Equal("Ben", silo.Region.Document(Ann.Conversation.Key).AnswersBefore()["name"]);
    }

    [Fact]
    public async Task Deliver_AnotherIdWithTheSameText_IsTakenAsAnswer()
    {
        // The control: without the id the same text would have counted twice.
        await silo.DeliverAsync(Ann.Message("m0", 0, "hi"));
        await silo.DeliverAsync(Ann.Message("m1", 10, "Ann"));
        await RepliesAsync(2);
        await host.Store.StoreAsync(Letters.Envelope(20, Ann.Message("m1-with-another-id", 20, "Ann"), 1), Ct);

        await host.Replayer.ReplayAsync(new(), null, 10, Ct);

        await RepliesAsync(3);
        Assert.Equal("Ann", silo.Region.Document(Ann.Conversation.Key).AnswersBefore()["city"]);
    }

    private Task RepliesAsync(int count) => ConversationSilo.UntilAsync($"{count} replies", () => silo.Region.Sent.Count >= count);
}
