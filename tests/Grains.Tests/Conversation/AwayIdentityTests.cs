using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>A restricted sender with two ids, whose home is lost and returns: what came under one id is read in the conversation of the other.</summary>
public sealed class AwayIdentityTests : IAsyncDisposable
{
    private const string Phone = "491701234567";
    private const string UserId = "DE.13491208655302741918";

    private readonly HomeAndAway regions = new();

    private ConversationId ById => regions.Masked(Of(UserId, "any", 0, "")).Conversation;

    private ConversationId ByPhone => regions.Masked(Of(null, "any", 0, "")).Conversation;

    public ValueTask DisposeAsync() => regions.DisposeAsync();

    [Fact]
    public async Task Turn_AwayUnderTheOtherId_IsReadByHome()
    {
        await regions.StartAsync();
        await TalkAtHomeAsync();
        await regions.LoseHomeAsync();
        await regions.Away.DeliverAsync(regions.Sealed(Of(null, "m2", 20, "Bonn")));
        await ConversationSilo.UntilAsync("the third question", () => regions.SaidAway is [.., "Your colour?"]);
        regions.ReturnHome();
        await regions.AtHomeAsync(Of(UserId, "m3", 30, "red"));

        Assert.Equal("Done: Ann, Bonn, red", regions.SaidAtHome[^1]);
        Assert.Equal([OutsideTexts.Neutral, "Your colour?"], regions.SaidAway);
    }

    // What is given to the other conversation and left to home by that one is pending there under the key that it was sealed under.
    [Fact]
    public async Task Give_AwayWhileHomeIsUp_IsLeftToHomeAsItWasSealed()
    {
        await regions.StartAsync();
        await TalkAtHomeAsync();
        var item = regions.Sealed(Of(null, "m2", 20, "Bonn"));

        await regions.Away.Grain(ById).TakeIn(ByPhone, null, item with { Conversation = ById, Sealed = item.Sealed! with { Under = ByPhone.Key } });
        await regions.Home.Grain(ById).TakeOver();

        Assert.Equal("Your colour?", regions.SaidAtHome[^1]);
        Assert.Empty(regions.SaidAway);
    }

    private async Task TalkAtHomeAsync()
    {
        await regions.AtHomeAsync(Of(null, "m0", 0, "hi"));
        await regions.AtHomeAsync(Of(UserId, "m1", 10, "Ann"));
        Assert.Equal(["Your name?", "Your city?"], regions.SaidAtHome);
        await ConversationSilo.UntilAsync("the move of the phone's conversation", () =>
            regions.Away.Region.News.TryGetValue(ByPhone.Key, out var state) && state.Moved?.To == ById.Key);
    }

    private static InboundEvent Of(string? userId, string id, int second, string text) =>
        new Events(userId ?? Phone).Message(id, second, text) with { Sender = new Sender { Phone = Phone, UserId = userId } };
}
