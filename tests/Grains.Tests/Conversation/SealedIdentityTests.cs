using OrleansFailover.Grains.Conversation;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Tests.Fakes;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>A restricted sender with two ids, at home in westeurope: what was sealed under one is taken in under the other.</summary>
public sealed class SealedIdentityTests : IAsyncDisposable
{
    private const string Phone = "491701234567";
    private const string UserId = "DE.13491208655302741918";

    private readonly EuZone zone = new();
    private readonly WatchedContents contents;
    private readonly WatchedContents awayContents;
    private readonly ConversationSilo home;
    private readonly ConversationSilo away;

    public SealedIdentityTests()
    {
        (contents, awayContents) = (new(zone.HomeContents), new(zone.AwayContents));
        home = new("westeurope") { Seals = zone.Home, Contents = contents };
        away = new("eastus") { Seals = zone.Away, Contents = awayContents };
        (home.Region.Peer, away.Region.Peer) = (away.Region, home.Region);
        home.Region.KeepsJson = away.Region.KeepsJson = true;
    }

    private ConversationId ByPhone => Of(Phone, userId: null, "m", 0, "").Conversation;

    private ConversationId ById => Of(Phone, UserId, "m", 0, "").Conversation;

    public async ValueTask DisposeAsync()
    {
        await home.DisposeAsync();
        await away.DisposeAsync();
        zone.Dispose();
    }

    [Fact]
    public async Task Turn_FirstThatShowsBothIds_TakesPiecesInUnopenedAndOpensWhatItReads()
    {
        await home.InitializeAsync();
        await SayByPhoneAsync();

        await SayAsync(Of(Phone, UserId, "m2", 20, "Bonn"), "Your colour?");

        // The answer alone was opened, once, under the key that it was sealed under.
        Assert.Equal(["answer:name"], contents.Opened);
        var state = home.Region.Document(ById.Key);
        Assert.Equal(ByPhone.Key, state.Answers["name"].Value!.Piece!.Of);
        Assert.Null(state.Answers["city"].Value!.Piece!.Of);
        Assert.Equal(4, Contents.PiecesOf(state).Count(item => item.Part.StartsWith("line:", StringComparison.Ordinal) && item.Piece.Of == ByPhone.Key));
        Assert.NotEqual(home.Region.Document(ByPhone.Key).ContentKey!.Half, state.ContentKey!.Half);

        await home.DeactivateAllAsync();
        await SayAsync(Of(null, UserId, "m3", 30, "red"), "Done: a canary, Bonn, red");
        AssertNothingReadable(home.Region.Document(ById.Key), away.Region.News[ById.Key], away.Region.News[ByPhone.Key]);
    }

    [Fact]
    public async Task Turn_TakesInWhileAKeyIsOutOfReach_WaitsAndAsksNothingTwice()
    {
        await home.InitializeAsync();
        await SayByPhoneAsync();
        contents.IsOut = true;

        await home.DeliverAsync(Of(Phone, UserId, "m2", 20, "Bonn"));
        await ConversationSilo.UntilAsync("the failed turn", () => !home.TurnFailures.IsEmpty);
        Assert.Equal(2, home.Region.Sent.Count);
        Assert.IsNotAssignableFrom<TurnFaultException>(home.TurnFailures.First());

        contents.IsOut = false;
        await ConversationSilo.UntilAsync("the third question", () => home.Region.Sent.Count == 3);
        Assert.Equal("Your colour?", home.Region.Sent.Last().Content.Text);
    }

    [Fact]
    public async Task TakeIn_AwayFromHome_MovesPiecesUnopenedAndHomeGoesOn()
    {
        await home.InitializeAsync();
        await away.InitializeAsync();
        await SayByPhoneAsync();

        await away.Grain(ById).TakeIn(ByPhone, away.Region.News[ByPhone.Key], null);

        var state = away.Region.Document(ById.Key);
        Assert.All(Contents.PiecesOf(state), item => Assert.Equal(ByPhone.Key, item.Piece.Of));
        Assert.Equal(5, Contents.PiecesOf(state).Count());
        Assert.Empty(awayContents.Opened);
        AssertNothingReadable(state);

        // Home hears of it as of any write, and reads the answer under the id that it came with.
        await SayAsync(Of(null, UserId, "m2", 20, "Bonn"), "Your colour?");
        await SayAsync(Of(null, UserId, "m3", 30, "red"), "Done: a canary, Bonn, red");
        Assert.Equal(["answer:name"], contents.Opened);
    }

    private async Task SayByPhoneAsync()
    {
        await SayAsync(Of(Phone, userId: null, "m0", 0, "hi"), "Your name?");
        await SayAsync(Of(Phone, userId: null, "m1", 10, "a canary"), "Your city?");
        await ConversationSilo.UntilAsync("the turn recorded as sent", () => away.Region.News[ByPhone.Key].Replies.Values.All(reply => reply.Content is null));
        await home.DeactivateAllAsync();
        Assert.Empty(contents.Opened);
    }

    private async Task SayAsync(InboundEvent item, string reply)
    {
        await home.DeliverAsync(item);
        await ConversationSilo.UntilAsync($"the reply: {reply}", () => home.Region.Sent.Any(sent => sent.InReplyTo == item.Id));
        Assert.Equal(reply, home.Region.Sent.Last().Content.Text);
    }

    private static void AssertNothingReadable(params ConversationState[] states) =>
        Assert.All(states, state => Assert.DoesNotContain("canary", FakeRegion.JsonOf(state), StringComparison.Ordinal));

    private InboundEvent Of(string? phone, string? userId, string id, int second, string text) =>
        zone.Masked(new Events(userId ?? phone!).Message(id, second, text) with { Sender = new Sender { Phone = phone, UserId = userId } });
}
