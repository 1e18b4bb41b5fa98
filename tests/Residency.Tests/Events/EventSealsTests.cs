using System.Buffers.Text;
using System.Text;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency.Events;
using OrleansFailover.Residency.Sealing.Envelope;
using OrleansFailover.Residency.Tests.Sealing;

namespace OrleansFailover.Residency.Tests.Events;

public sealed class EventSealsTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly SealingHost home;
    private readonly SealingHost away;
    private readonly EventSeals homeSeals;
    private readonly EventSeals awaySeals;
    private readonly EventMask mask = new(Happened.Mask);

    public EventSealsTests()
    {
        (home, away) = (SealingHost.Home(folder), SealingHost.Away());
        (homeSeals, awaySeals) = (new EventSeals(home.Policy, home.Sealer, home.Opener), new EventSeals(away.Policy, away.Sealer, away.Opener));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        home.Dispose();
        away.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Open_AtHome_GivesTheEventAsItWasMasked()
    {
        foreach (var happened in new[] { Happened.Message(), Happened.Message(Happened.Everything), Happened.Echo("hello") })
        {
            var masked = mask.Of("eu", happened);

            // Over the bytes, as it travels.
            var kept = EnvelopeCodec.Decode(EnvelopeCodec.Encode(awaySeals.Seal(masked)));

            Assert.Equal(new OpenedEvent(EventOpening.Opened, masked), await homeSeals.OpenAsync(kept, Ct));
        }
    }

    [Fact]
    public void Seal_TheBytes_HoldNoCanaryInAnyForm()
    {
        var masked = mask.Of("eu", Happened.Message(Happened.Everything));

        var text = Encoding.UTF8.GetString(EnvelopeCodec.Encode(awaySeals.Seal(masked)));

        Assert.All(Happened.Canaries, canary => Assert.All(Forms(canary), form => Assert.DoesNotContain(form, text, StringComparison.OrdinalIgnoreCase)));

        // The control: what is only masked says everything but who it is.
        var readable = Encoding.UTF8.GetString(EnvelopeCodec.Encode(masked));
        Assert.All(["Annabella", "Linden", "media-77", Happened.Wamid], canary => Assert.Contains(canary, readable, StringComparison.Ordinal));
    }

    [Fact]
    public void Seal_WhatIsKept_IsWhatEverybodyMayKnow()
    {
        var masked = mask.Of("eu", Happened.Message()) with { HomeOnly = true };

        var kept = awaySeals.Seal(masked);

        Assert.Equal((masked.Conversation, masked.Id, masked.ChannelTime, masked.Receipt), (kept.Conversation, kept.Id, kept.ChannelTime, kept.Receipt));
        Assert.Equal(masked.Sender! with { ProfileName = null }, kept.Sender);
        Assert.Equal(("eu", false, "text"), (kept.Sealed!.Zone, kept.Sealed.IsEcho, kept.Sealed.Type));
        Assert.True(kept.HomeOnly);
        Assert.True(EnvelopeCodec.Decode(EnvelopeCodec.Encode(kept)).HomeOnly);
        Assert.Equal(kept, awaySeals.Seal(kept));
    }

    [Fact]
    public void Seal_AFreeSenderOrAStatus_StaysAsItIs()
    {
        var status = mask.Of("eu", Happened.Status());

        Assert.Same(status, awaySeals.Seal(status));
        var free = Happened.Message();
        Assert.Same(free, awaySeals.Seal(free));
    }

    [Fact]
    public async Task Open_AnOpenEvent_StaysAsItIs()
    {
        var free = Happened.Message();

        Assert.Equal(new OpenedEvent(EventOpening.Opened, free), await awaySeals.OpenAsync(free, Ct));
    }

    [Fact]
    public async Task Open_AwayFromHome_IsNotForThisRegion()
    {
        var masked = mask.Of("eu", Happened.Message());
        var kept = homeSeals.Seal(masked);

        Assert.Equal(new OpenedEvent(EventOpening.NotHome, null), await awaySeals.OpenAsync(kept, Ct));
        Assert.False(awaySeals.IsForHere(kept));
        Assert.True(homeSeals.IsForHere(kept));
        Assert.True(awaySeals.IsForHere(masked));
        Assert.False(homeSeals.IsForHere(kept with { Sealed = kept.Sealed! with { Zone = "us" } }));
        Assert.False(homeSeals.IsForHere(kept with { Sealed = kept.Sealed with { Zone = "gone" } }));
    }

    [Fact]
    public async Task Open_InAnotherPlaceOrAltered_IsRefused()
    {
        var kept = awaySeals.Seal(mask.Of("eu", Happened.Message()));
        var piece = Base64Url.DecodeFromChars(kept.Sealed!.Piece);
        piece[^1] ^= 1;
        InboundEvent[] moved =
        [
            kept with { Id = Happened.Mask.OfMessage(new MessageId("wamid.other")) },
            kept with { Conversation = ConversationId.Create("whatsapp", "1065", Happened.Mask.OfUser("eu", "491707654321")) },
            kept with { Conversation = ConversationId.Create("whatsapp", "1066", kept.Conversation.UserId) },
            kept with { Conversation = ConversationId.Create("whatsapp", "1065", Happened.UserId) },
            kept with { Sealed = kept.Sealed with { Zone = "uk" } },
            kept with { Sealed = kept.Sealed with { Type = "image" } },
            kept with { Sealed = kept.Sealed with { IsEcho = true } },
            kept with { Sealed = kept.Sealed with { Piece = Base64Url.EncodeToString(piece) } },
            kept with { Sealed = kept.Sealed with { Piece = "no piece" } },
            kept with { Sealed = kept.Sealed with { Piece = "" } },
        ];

        foreach (var item in moved)
        {
            Assert.Equal(new OpenedEvent(EventOpening.Never, null), await homeSeals.OpenAsync(item, Ct));
        }

        Assert.Equal(EventOpening.Opened, (await homeSeals.OpenAsync(kept, Ct)).Opening);
    }

    [Theory]
    [InlineData("no JSON")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"message":{"type":"image"}}""")]
    [InlineData("""{"echo":{"type":"text"}}""")]
    [InlineData("""{"message":{"type":"text"},"echo":{"type":"text"}}""")]
    [InlineData("""{"message":{"text":"a"}}""")]
    public async Task Open_WhatSomebodyElseSealed_IsReadLikeBytesFromOutside(string content)
    {
        var kept = awaySeals.Seal(mask.Of("eu", Happened.Message()));
        var forged = away.Sealer.Seal(SealContext.Of("eu", kept.Conversation, kept.Id, SealedContent.Part), Encoding.UTF8.GetBytes(content));

        Assert.Equal(new OpenedEvent(EventOpening.Never, null), await homeSeals.OpenAsync(kept with { Sealed = kept.Sealed! with { Piece = Base64Url.EncodeToString(forged) } }, Ct));
    }

    [Fact]
    public async Task Open_Forgotten_IsNeverOpened()
    {
        var kept = awaySeals.Seal(mask.Of("eu", Happened.Message()));
        await home.Keys.ForgetAsync("eu", kept.Conversation, Ct);

        Assert.Equal(EventOpening.Never, (await homeSeals.OpenAsync(kept, Ct)).Opening);
    }

    [Fact]
    public async Task Seal_WithTheConversationsKey_IsForTheConversationAlone()
    {
        var masked = mask.Of("eu", Happened.Message());
        var half = (await home.Keys.EnsureAsync("eu", masked.Conversation, Ct))!.ToString();

        var (kept, forZone) = (homeSeals.Seal(masked, new ContentKey(half, 1)), homeSeals.Seal(masked));

        Assert.Equal([Recipient.Conversation, Recipient.Zone], new[] { kept, forZone }.Select(RecipientOf));
        Assert.Equal(new OpenedEvent(EventOpening.Opened, masked), await homeSeals.OpenAsync(kept, Ct));
    }

    private static Recipient RecipientOf(InboundEvent item)
    {
        SealedPiece.TryRead(Base64Url.DecodeFromChars(item.Sealed!.Piece), out var piece);
        return piece!.Recipient;
    }

    [Fact]
    public void Decode_AnEventThatIsSealedAndOpen_IsNoEvent()
    {
        var masked = mask.Of("eu", Happened.Message());

        Assert.Throws<FormatException>(() => EnvelopeCodec.Decode(EnvelopeCodec.Encode(masked with { Sealed = awaySeals.Seal(masked).Sealed })));
    }

    private static IEnumerable<string> Forms(string text) =>
        [text, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('='), Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text)), Uri.EscapeDataString(text)];
}
