using Microsoft.Extensions.Time.Testing;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency.Events;
using OrleansFailover.Residency.Tests.Sealing;

namespace OrleansFailover.Residency.Tests.Events;

public sealed class ContentSealsTests : IDisposable
{
    private static readonly ConversationId Anna = ConversationId.Create("whatsapp", "1065", Happened.Mask.OfUser("eu", Happened.Phone));
    private static readonly ConversationId AnnaById = ConversationId.Create("whatsapp", "1065", Happened.Mask.OfUser("eu", Happened.UserId));
    private static readonly ConversationId Free = ConversationId.Create("whatsapp", "1065", Happened.Phone);
    private static readonly MessageId Message = new("~m1");

    private readonly FakeTimeProvider time = new(new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero));
    private readonly TestFolder folder = new();
    private readonly SealingHost home;
    private readonly SealingHost away;
    private readonly ContentSeals homeSeals;
    private readonly ContentSeals awaySeals;

    public ContentSealsTests()
    {
        (home, away) = (SealingHost.Home(folder, time), SealingHost.Away(time));
        (homeSeals, awaySeals) = (Of(home), Of(away));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        home.Dispose();
        away.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void IsRestricted_IsToldByTheKeyAlone()
    {
        Assert.True(homeSeals.IsRestricted(Anna) && awaySeals.IsRestricted(Anna));
        Assert.False(homeSeals.IsRestricted(Free));
        Assert.True(homeSeals.IsHome(Anna));
        Assert.False(awaySeals.IsHome(Anna) || homeSeals.IsHome(Free));
    }

    [Fact]
    public async Task Open_AtHome_GivesWhatEitherRegionSealed()
    {
        var key = await homeSeals.KeyAsync(Anna, null, Ct);

        foreach (var piece in new[] { homeSeals.Seal(Anna, Message, "line:0", "Grüße", key), awaySeals.Seal(Anna, Message, "line:0", "Grüße", key), awaySeals.Seal(Anna, Message, "line:0", "Grüße", null) })
        {
            Assert.Equal(new OpenedContent(EventOpening.Opened, "Grüße"), await homeSeals.OpenAsync(Anna, Message, "line:0", piece, Ct));
            Assert.Equal(new OpenedContent(EventOpening.NotHome, null), await awaySeals.OpenAsync(Anna, Message, "line:0", piece, Ct));
        }
    }

    [Fact]
    public async Task IsForZone_IsToldByThePieceAloneAndOfTwoPiecesTheConversationsStays()
    {
        ContentPiece zones = awaySeals.Seal(Anna, Message, "line:0", "x", null), own = homeSeals.Seal(Anna, Message, "line:0", "x", await homeSeals.KeyAsync(Anna, null, Ct));

        Assert.True(homeSeals.IsForZone(zones) && awaySeals.IsForZone(zones));
        Assert.False(homeSeals.IsForZone(own) || awaySeals.IsForZone(own));
        Assert.False(homeSeals.IsForZone(new("?")) || homeSeals.IsForZone(new("")) || homeSeals.IsForZone(new("AQE")));

        AnswerRegister before = new(default, new Content(null, zones)), after = new(default, new Content(null, own));
        Assert.Equal(own, before.Join(after).Value!.Piece);
        Assert.Equal(own, after.Join(before).Value!.Piece);
    }

    [Fact]
    public async Task Open_WhereItDoesNotBelong_IsNeverOpened()
    {
        var piece = homeSeals.Seal(Anna, Message, "line:0", "x", await homeSeals.KeyAsync(Anna, null, Ct));

        Assert.Equal(EventOpening.Never, (await homeSeals.OpenAsync(Anna, Message, "line:1", piece, Ct)).Opening);
        Assert.Equal(EventOpening.Never, (await homeSeals.OpenAsync(Anna, new("~m2"), "line:0", piece, Ct)).Opening);
        Assert.Equal(EventOpening.Never, (await homeSeals.OpenAsync(Anna, Message, "line:0", new("?"), Ct)).Opening);
        Assert.Equal(EventOpening.Never, (await homeSeals.OpenAsync(Anna, Message, "line:0", piece with { Of = "no key" }, Ct)).Opening);
        Assert.Equal(EventOpening.Never, (await homeSeals.OpenAsync(Anna, Message, "line:0", piece with { Of = Free.Key }, Ct)).Opening);
    }

    [Fact]
    public async Task Open_PieceThatAnotherIdOfTheUserTookIn_IsOpenedUnderTheIdItWasSealedUnder()
    {
        var piece = homeSeals.Seal(Anna, Message, "line:0", "x", await homeSeals.KeyAsync(Anna, null, Ct));
        var moved = piece.Move(Anna.Key, AnnaById.Key);

        Assert.Equal("x", (await homeSeals.OpenAsync(AnnaById, Message, "line:0", moved, Ct)).Text);
        Assert.Equal(piece, moved.Move(AnnaById.Key, Anna.Key));

        // The control: without that, nothing is known of it under the other id.
        Assert.NotEqual(EventOpening.Opened, (await homeSeals.OpenAsync(AnnaById, Message, "line:0", piece, Ct)).Opening);
    }

    [Fact]
    public async Task Open_AfterForget_IsNeverOpened()
    {
        var key = await homeSeals.KeyAsync(Anna, null, Ct);
        var piece = homeSeals.Seal(Anna, Message, "line:0", "x", key);

        await home.Keys.ForgetAsync("eu", Anna, Ct);

        Assert.Equal(EventOpening.Never, (await homeSeals.OpenAsync(Anna, Message, "line:0", piece, Ct)).Opening);

        // What is said from then on is sealed with a later half, by whatever clock.
        var next = await homeSeals.KeyAsync(Anna, key, Ct);
        Assert.NotEqual(key!.Half, next!.Half);
        Assert.Equal(next, key.Join(next));
        Assert.Equal("y", (await homeSeals.OpenAsync(Anna, Message, "line:0", homeSeals.Seal(Anna, Message, "line:0", "y", next), Ct)).Text);
    }

    [Fact]
    public async Task Key_Elsewhere_IsTheOneThatIsKnown()
    {
        var key = await homeSeals.KeyAsync(Anna, null, Ct);

        Assert.Equal(key, await homeSeals.KeyAsync(Anna, key, Ct));
        Assert.Equal(key, await awaySeals.KeyAsync(Anna, key, Ct));
        Assert.Null(await awaySeals.KeyAsync(Anna, null, Ct));
    }

    private ContentSeals Of(SealingHost host) => new(host.Policy, host.Sealer, host.Opener, host.Keys, time);
}
