using System.Buffers.Binary;
using CsCheck;
using OrleansFailover.Residency.Sealing;
using OrleansFailover.Residency.Sealing.Envelope;

namespace OrleansFailover.Residency.Tests.Sealing;

/// <summary>The parser reads bytes from anybody.</summary>
public sealed class EnvelopeTests : IDisposable
{
    // A piece is one object over the bytes that it was given.
    private const int MostAllocated = 512;

    private readonly TestFolder folder = new();
    private readonly SealingHost home;

    public EnvelopeTests() => home = SealingHost.Home(folder);

    private Gen<byte[]> Bytes { get; } = Gen.OneOf(
        Gen.Byte.Array[0, 1200],
        // Something that begins as a piece does, with any length of its key.
        Gen.Select(Gen.Byte[0, 3], Gen.UShort, Gen.Byte.Array[0, 1200], (recipient, keyBytes, rest) =>
        {
            byte[] bytes = [SealedPiece.Version, recipient, .. new byte[24], 0, 0, .. rest];
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(26), keyBytes);
            return bytes;
        }),
        Gen.Select(Some.OneOf<ushort>(0, 64, 65, 66, 383, 384, 385, 512, 513), Gen.Byte[1, 2], Gen.Int[0, 700], (keyBytes, recipient, length) =>
        {
            byte[] bytes = [SealedPiece.Version, recipient, .. new byte[26 + length]];
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(26), keyBytes);
            return bytes;
        }));

    public void Dispose()
    {
        home.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void TryRead_AnyBytes_GivesAPieceOrAFaultAndAllocatesNextToNothing()
    {
        SealedPiece.TryRead(new byte[10], out _);
        Bytes.Sample(
            bytes =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var fault = SealedPiece.TryRead(bytes, out var piece);
                var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

                Assert.Equal(fault is EnvelopeFault.None, piece is not null);
                Assert.InRange(allocated, 0, MostAllocated);
                if (piece is not null)
                {
                    byte[] parts = [.. piece.Header.Span, .. piece.Ciphertext.Span, .. piece.Tag.Span];
                    Assert.Equal(bytes, parts);
                }
            },
            iter: 20_000);
    }

    [Fact]
    public async Task Open_AnyBytes_HasAnOutcome() =>
        await Bytes.SampleAsync(
            async bytes =>
            {
                using var result = await home.Opener.OpenAsync(Some.Of(), bytes, TestContext.Current.CancellationToken);
                Assert.True(result.Outcome is OpenOutcome.Malformed or OpenOutcome.UnknownVersion or OpenOutcome.UnknownKey, result.ToString());
                Assert.Equal(result.Outcome is OpenOutcome.Malformed or OpenOutcome.UnknownVersion, result.Fault is not EnvelopeFault.None);
            },
            iter: 2_000);

    [Fact]
    public void TryRead_EachFault_IsNamed()
    {
        var piece = home.Sealer.SealBytes(Some.Of(), Some.Content);

        Assert.Equal(EnvelopeFault.TooShort, SealedPiece.TryRead(default, out _));
        Assert.Equal(EnvelopeFault.TooShort, SealedPiece.TryRead(piece.AsMemory(0, 100), out _));
        Assert.Equal(EnvelopeFault.TooLong, SealedPiece.TryRead(new byte[SealedPiece.MaxBytes + 1], out _));
        Assert.Equal(EnvelopeFault.UnknownVersion, SealedPiece.TryRead(With(piece, 0, 2), out _));
        Assert.Equal(EnvelopeFault.UnknownVersion, SealedPiece.TryRead("{}"u8.ToArray(), out _));
        Assert.Equal(EnvelopeFault.UnknownRecipient, SealedPiece.TryRead(With(piece, 1, 3), out _));
        Assert.Equal(EnvelopeFault.BadKeyLength, SealedPiece.TryRead(With(piece, 26, 9), out _));
    }

    [Fact]
    public void TryParse_AnyTextAsPublicHalf_GivesNullOrAPointOfTheCurve()
    {
        Gen.String.Sample(text => Assert.Null(ConversationPublicKey.TryParse(text)));
        Gen.Byte.Array[0, 140].Sample(bytes => Assert.Null(ConversationPublicKey.TryParse(System.Buffers.Text.Base64Url.EncodeToString(bytes))));
        Gen.Byte.Array[64].Sample(point => Assert.Null(ConversationPublicKey.TryParse(System.Buffers.Text.Base64Url.EncodeToString([4, .. point]))));
        Assert.Null(ConversationPublicKey.TryParse(null));
    }

    private static byte[] With(byte[] piece, int at, byte value)
    {
        var altered = piece.ToArray();
        altered[at] = value;
        return altered;
    }
}
