using System.Text;
using CsCheck;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Tests.Sealing;

public sealed class SealingTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly SealingHost home;
    private readonly SealingHost away;

    public SealingTests() => (home, away) = (SealingHost.Home(folder), SealingHost.Away());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        home.Dispose();
        away.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Open_SealedAnywhereWithTheZonesKey_GivesTheContent() =>
        await Gen.Select(Some.Context, Gen.Byte.Array[0, 3000], Gen.Bool).SampleAsync(
            async (context, content, atHome) =>
            {
                using var result = await home.Opener.OpenAsync(context, (atHome ? home : away).Sealer.Seal(context, content), Ct);
                Assert.Equal(OpenOutcome.Opened, result.Outcome);
                Assert.Equal(content, result.Content.ToArray());
            },
            iter: 100);

    [Fact]
    public async Task Open_SealedAnywhereWithTheConversationsKey_GivesTheContent() =>
        await Gen.Select(Some.Context, Gen.Byte.Array[0, 3000], Gen.Bool).SampleAsync(
            async (context, content, atHome) =>
            {
                // Through its text, as it travels with the metadata.
                var key = ConversationPublicKey.TryParse((await home.Keys.EnsureAsync(context.Zone, context.Conversation, Ct))!.ToString());
                using var result = await home.Opener.OpenAsync(context, (atHome ? home : away).Sealer.Seal(context, content, key), Ct);
                Assert.Equal(OpenOutcome.Opened, result.Outcome);
                Assert.Equal(content, result.Content.ToArray());
            },
            iter: 100);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Seal_TheSameTwice_HasNothingInCommonButItsNames(bool forConversation)
    {
        var key = forConversation ? await home.Keys.EnsureAsync("eu", Some.Anna, Ct) : null;
        Assert.Equal(EnvelopeFault.None, SealedPiece.TryRead(away.Sealer.SealBytes(Some.Of(), Some.Content, key), out var one));
        Assert.Equal(EnvelopeFault.None, SealedPiece.TryRead(away.Sealer.SealBytes(Some.Of(), Some.Content, key), out var other));

        Assert.Equal(one!.Key, other!.Key);
        Assert.NotEqual(one.Encapsulated.ToArray(), other.Encapsulated.ToArray());
        Assert.NotEqual(one.Ciphertext.ToArray(), other.Ciphertext.ToArray());
        Assert.Equal(forConversation, one.Nonce.IsEmpty);
        Assert.True(forConversation || !one.Nonce.Span.SequenceEqual(other.Nonce.Span));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_AnyBitFlipped_IsRefused(bool forConversation)
    {
        var piece = away.Sealer.SealBytes(Some.Of(), Some.Content, forConversation ? await home.Keys.EnsureAsync("eu", Some.Anna, Ct) : null);
        var opened = 0;
        var outcomes = new Dictionary<OpenOutcome, int>();
        for (var bit = 0; bit < piece.Length * 8; bit++)
        {
            var altered = piece.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            var outcome = await home.Opener.TryAsync(Some.Of(), altered);
            opened += outcome is OpenOutcome.Opened ? 1 : 0;
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        Assert.Equal(0, opened);
        // Most bits are past the first fields, and it is the authentication that refuses them.
        Assert.True(outcomes[OpenOutcome.Refused] > (piece.Length - SealedPiece.FixedBytes) * 8 - 1, string.Join(", ", outcomes));
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), piece));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_CutAnywhereOrMadeLonger_IsRefused(bool forConversation)
    {
        var piece = away.Sealer.SealBytes(Some.Of(), Some.Content, forConversation ? await home.Keys.EnsureAsync("eu", Some.Anna, Ct) : null);
        for (var length = 0; length < piece.Length; length++)
        {
            Assert.True(await home.Opener.TryAsync(Some.Of(), piece[..length]) is OpenOutcome.Malformed or OpenOutcome.Refused, $"{length}");
        }

        Assert.Equal(OpenOutcome.Refused, await home.Opener.TryAsync(Some.Of(), [.. piece, 0]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Open_InAnotherPlace_IsRefused(bool forConversation)
    {
        var piece = away.Sealer.SealBytes(Some.Of(), Some.Content, forConversation ? await home.Keys.EnsureAsync("eu", Some.Anna, Ct) : null);

        Assert.Equal(OpenOutcome.Refused, await home.Opener.TryAsync(Some.Of(message: "wamid.2"), piece));
        Assert.Equal(OpenOutcome.Refused, await home.Opener.TryAsync(Some.Of(part: "reply"), piece));
        Assert.Equal(forConversation ? OpenOutcome.UnknownKey : OpenOutcome.Refused, await home.Opener.TryAsync(Some.Of(conversation: Some.Ben), piece));
        Assert.Equal(forConversation ? OpenOutcome.UnknownKey : OpenOutcome.OtherZone, await home.Opener.TryAsync(Some.Of(zone: "uk"), piece));
        Assert.Equal(OpenOutcome.OtherZone, await home.Opener.TryAsync(Some.Of(zone: "us"), piece));
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), piece));
    }

    [Fact]
    public async Task Open_AConversationsPieceMovedTogetherWithItsKey_IsRefused()
    {
        var key = await home.Keys.EnsureAsync("eu", Some.Anna, Ct);
        var piece = away.Sealer.SealBytes(Some.Of(), Some.Content, key);
        var stored = await home.Store.ReadAsync("eu", Some.Anna, Ct);
        Assert.True(await home.Store.TryWriteAsync("eu", Some.Ben, stored!.Document, null, Ct));

        Assert.Equal(OpenOutcome.Refused, await home.Opener.TryAsync(Some.Of(conversation: Some.Ben), piece));
        Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(Some.Of(), piece));
    }

    [Fact]
    public async Task Open_AnyTwoPlaces_OnlyItsOwn() =>
        await Gen.Select(Some.Context, Some.Context).Where((one, other) => !one.Encoded.AsSpan().SequenceEqual(other.Encoded)).SampleAsync(
            async (one, other) =>
            {
                var piece = away.Sealer.SealBytes(one, Some.Content);
                Assert.NotEqual(OpenOutcome.Opened, await home.Opener.TryAsync(other, piece));
                Assert.Equal(OpenOutcome.Opened, await home.Opener.TryAsync(one, piece));
            },
            iter: 50);

    [Fact]
    public void Context_FieldsThatRunTogether_DifferInTheirBytes() =>
        Gen.Select(Some.Id, Some.Id, Gen.Int[0, 60]).Sample((message, part, cut) =>
        {
            // The same letters in the same order, cut between message and part in two places.
            var all = message + part;
            var at = Math.Clamp(cut, 1, all.Length - 1);
            var (one, other) = (Some.Of(message: message, part: part), Some.Of(message: all[..at], part: all[at..]));
            Assert.Equal(at == message.Length, one.Encoded.AsSpan().SequenceEqual(other.Encoded));
        });

    [Fact]
    public void Context_AFieldThatIsNoText_IsRefused()
    {
        // Half a surrogate pair. Not a theory: the arguments of an attribute are kept as UTF-8, which cannot hold it.
        foreach (var field in new[] { "", "half a pair \ud83d" })
        {
            Assert.ThrowsAny<ArgumentException>(() => Some.Of(message: field));
            Assert.ThrowsAny<ArgumentException>(() => Some.Of(part: field));
        }
    }

    [Fact]
    public void Context_TheReservedPartAndTooLongAField_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Some.Of(part: "conversation-key"));
        Assert.Throws<ArgumentException>(() => Some.Of(message: new string('a', SealContext.MaxFieldBytes + 1)));
        Assert.Throws<ArgumentException>(() => SealContext.Of("eu", default, new("m"), "event"));
    }

    [Fact]
    public async Task Open_AwayFromHome_IsRefusedEvenWithEverythingThatRegionHas()
    {
        var piece = away.Sealer.SealBytes(Some.Of(), Some.Content);

        Assert.Equal(OpenOutcome.OtherZone, await away.Opener.TryAsync(Some.Of(), piece));
        Assert.Equal(OpenOutcome.OtherZone, await away.Opener.TryAsync(Some.Of(zone: "us"), piece));
        await Assert.ThrowsAsync<ArgumentException>(() => away.Keys.EnsureAsync("eu", Some.Anna, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => away.Keys.FindAsync("eu", Some.Anna, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => away.Keys.ForgetAsync("eu", Some.Anna, Ct));
    }

    [Fact]
    public async Task Open_EachRegionWhatIsSealedForItsZone()
    {
        using var usFolder = new TestFolder();
        using var us = SealingHost.Away(folder: usFolder);

        Assert.Equal("hello", await us.Opener.ReadAsync(Some.Of(zone: "us"), home.Sealer.Seal(Some.Of(zone: "us"), "hello"u8)));
        Assert.Equal(OpenOutcome.OtherZone, await home.Opener.TryAsync(Some.Of(zone: "us"), home.Sealer.Seal(Some.Of(zone: "us"), "hello"u8)));
    }

    [Fact]
    public void Seal_MoreThanAPieceHolds_OrForNoZone_IsRefused()
    {
        Assert.Equal(SealedPiece.MaxContentBytes + 440, away.Sealer.Seal(Some.Of(), new byte[SealedPiece.MaxContentBytes]).Length);
        Assert.Throws<ArgumentException>(() => away.Sealer.Seal(Some.Of(), new byte[SealedPiece.MaxContentBytes + 1]));
        Assert.Throws<ArgumentException>(() => away.Sealer.SealBytes(Some.Of(zone: "mars"), Some.Content));
    }

    [Fact]
    public async Task Result_Disposed_HoldsNoContentAndPrintsNone()
    {
        var result = await home.Opener.OpenAsync(Some.Of(), away.Sealer.SealBytes(Some.Of(), Some.Content), Ct);
        Assert.Equal(Some.Content, result.Content.ToArray());

        result.Dispose();

        Assert.Equal(new byte[Some.Content.Length], result.Content.ToArray());
        Assert.Equal("Opened", result.ToString());
        Assert.DoesNotContain("4917", Some.Of().ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("wamid", Some.Of().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Seal_WhatIsSealed_IsNotInThePiece()
    {
        var piece = Encoding.Latin1.GetString(away.Sealer.SealBytes(Some.Of(), Some.Content));
        var other = Encoding.Latin1.GetString(away.Sealer.SealBytes(Some.Of(), Some.Content, await home.Keys.EnsureAsync("eu", Some.Anna, Ct)));

        Assert.All([piece, other], text => Assert.All(["Linden", "491701234567", "wamid"], part => Assert.DoesNotContain(part, text, StringComparison.Ordinal)));
    }
}
