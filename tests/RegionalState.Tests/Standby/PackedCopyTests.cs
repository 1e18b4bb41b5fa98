using System.Text;
using CsCheck;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Tests.Standby;

public sealed class PackedCopyTests
{
    [Fact]
    public void Unpack_AnyBytes_AreWhatWasPacked() =>
        Gen.Byte.Array[0, 5_000].Sample(document => PackedCopy.Unpack(PackedCopy.Pack(document)).AsSpan().SequenceEqual(document), iter: 500);

    [Fact]
    public void Pack_ADocumentOfManyTurns_IsAFractionOfIt()
    {
        // Ids are random and stand in a document several times, as those of messages do.
        var random = new Random(7);
        var ids = Enumerable.Range(0, 32).Select(_ => Convert.ToBase64String([.. Enumerable.Range(0, 30).Select(_ => (byte)random.Next(256))])).ToList();
        var document = Encoding.UTF8.GetBytes(string.Concat(ids.Select(id =>
            $$"""{"inReplyTo":"wamid.{{id}}","stamp":{"time":1772366400000,"order":0,"message":"wamid.{{id}}"},"status":"Delivered","region":"eastus"},""")));

        Assert.InRange(PackedCopy.Pack(document).Length, 1, document.Length / 2);
    }

    [Fact]
    public void Pack_TheSameDocument_IsTheSameBytes() => Assert.Equal(PackedCopy.Pack("{\"id\":1}"u8), PackedCopy.Pack("{\"id\":1}"u8));

    // The form is kept in another program's memory, and read by other builds: bytes that were packed once must stay readable.
    [Fact]
    public void Unpack_WhatAnEarlierBuildPacked_IsRead() =>
        Assert.Equal("{\"id\":\"eastus\",\"pk\":\"k\"}", Encoding.UTF8.GetString(PackedCopy.Unpack(Convert.FromHexString(Golden))));

    private const string Golden = "0118000000830B807B226964223A22656173747573222C22706B223A226B227D03";

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("00050000007b7d")]
    [InlineData("01ffffffff0b00807b7d03")]
    [InlineData("01ffffff7f0b00807b7d03")]
    [InlineData("7b7d7b7d7b7d")]
    public void Unpack_BytesOfNoForm_AreRefused(string hex) => Assert.ThrowsAny<Exception>(() => PackedCopy.Unpack(Convert.FromHexString(hex)));

    [Fact]
    public void Unpack_APieceMissing_IsRefused()
    {
        var packed = PackedCopy.Pack("{\"id\":\"eastus\",\"pk\":\"k\"}"u8);
        for (var length = 0; length < packed.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => PackedCopy.Unpack(packed.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Unpack_AFormOfANewerBuild_SaysSo() => Assert.Throws<NewerSchemaException>(() => PackedCopy.Unpack([2, 0, 0, 0, 0]));
}
