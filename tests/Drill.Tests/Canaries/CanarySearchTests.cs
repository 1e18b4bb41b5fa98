using System.IO.Compression;
using System.Text;
using System.Text.Json;
using OrleansFailover.Drill.Canaries;
using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Conversations;

namespace OrleansFailover.Drill.Tests.Canaries;

public sealed class CanarySearchTests
{
    private const string Said = "k7m2p9qtab4x";
    private const string Name = "Jürgen w3n8zr5ycd6e";
    private const string Phone = "491701234567";
    private const string UserId = "DE.1349120865302";

    private static readonly Canary[] All =
    [
        new("Jürgen", CanaryKind.Text, Said), new("Jürgen", CanaryKind.Name, Name), new("Jürgen", CanaryKind.Phone, Phone), new("Jürgen", CanaryKind.UserId, UserId),
    ];

    private readonly CanarySearch _search = new(All);

    public static TheoryData<string> Canaries => [Said, Name, Phone, UserId];

    public static TheoryData<string, int> CanariesAtEveryPlace
    {
        get
        {
            var all = new TheoryData<string, int>();
            foreach (var canary in All)
            {
                for (var before = 0; before < 7; before++)
                {
                    all.Add(canary.Text, before);
                }
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(Canaries))]
    public void In_TextAsItIs_IsFoundWhereItStands(string canary)
    {
        var before = "the answer is 'ä' "u8.ToArray();

        var hit = Assert.Single(_search.In([.. before, .. Encoding.UTF8.GetBytes(canary), .. "'"u8]));

        Assert.Equal((canary, CanaryForm.AsItIs, before.Length), (hit.Canary.Text, hit.Form, hit.At));
    }

    [Theory]
    [InlineData("K7M2P9QTAB4X", Said)]
    [InlineData("K7m2p9QTab4x", Said)]
    [InlineData("de.1349120865302", UserId)]
    [InlineData("JüRGEN W3N8ZR5YCD6E", Name)]
    public void In_OtherCase_IsFound(string written, string canary) => AssertFound(written, canary, CanaryForm.AsItIs);

    [Theory]
    [InlineData("+49 170 1234567")]
    [InlineData("+49 (170) 123-4567")]
    [InlineData("0170 1234567")]
    [InlineData("0170/123 45 67")]
    [InlineData("1701234567")]
    [InlineData("0049.170.123.4567")]
    [InlineData("\uFF14\uFF19\uFF11\uFF17\uFF10\uFF11\uFF12\uFF13\uFF14\uFF15\uFF16\uFF17")]
    [InlineData("\u0664\u0669\u0661\u0667\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667")]
    public void In_NumberWrittenByPeople_IsFound(string written) => AssertFound($"call {written} today", Phone, CanaryForm.Digits);

    [Theory]
    [InlineData("491701234568")]
    [InlineData("170 123 and 4567")]
    [InlineData("17 0123, 4567")]
    public void In_OtherNumbers_FindsNothing(string written) => Assert.Empty(_search.In(Encoding.UTF8.GetBytes(written)));

    [Fact]
    public void In_Json_IsFound()
    {
        var written = JsonSerializer.Serialize(new { name = Name });

        Assert.Contains("\\u00FC", written, StringComparison.Ordinal);
        AssertFound(written, Name, CanaryForm.Json);
        AssertFound(written.Replace("\\u00FC", "\\u00fc", StringComparison.Ordinal), Name, CanaryForm.Json);
    }

    [Theory]
    [InlineData("name=J%C3%BCrgen%20w3n8zr5ycd6e&x=1")]
    [InlineData("name=J%c3%bcrgen%20w3n8zr5ycd6e")]
    [InlineData("name=J%C3%BCrgen+w3n8zr5ycd6e")]
    public void In_Url_IsFound(string written) => AssertFound(written, Name, CanaryForm.Url);

    [Theory, MemberData(nameof(Canaries))]
    public void In_UrlWithEveryByteEncoded_IsFound(string canary) =>
        AssertFound(string.Concat(Encoding.UTF8.GetBytes(canary).Select(each => $"%{each:x2}")), canary, CanaryForm.Url);

    [Theory, MemberData(nameof(CanariesAtEveryPlace))]
    public void In_Base64AtAnyPlace_IsFound(string canary, int before)
    {
        byte[] content = [.. Enumerable.Repeat((byte)0xFB, before), .. Encoding.UTF8.GetBytes(canary), 0xFF, 0xFE];
        var encoded = Convert.ToBase64String(content);

        AssertFound($"{{\"body\":\"{encoded}\"}}", canary, CanaryForm.Base64);
        AssertFound(encoded.Replace('+', '-').Replace('/', '_').TrimEnd('='), canary, CanaryForm.Base64);
        byte[] loud = [.. content.AsSpan(0, before), .. Encoding.UTF8.GetBytes(canary.ToUpperInvariant())];
        AssertFound(Convert.ToBase64String(loud), canary, CanaryForm.Base64);
    }

    [Theory, MemberData(nameof(Canaries))]
    public void In_HexOrUtf16_IsFound(string canary)
    {
        AssertFound(Convert.ToHexString(Encoding.UTF8.GetBytes(canary)), canary, CanaryForm.Hex);
        AssertFound(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(canary)), canary, CanaryForm.Hex);
        Assert.Contains(_search.In([1, .. Encoding.Unicode.GetBytes(canary)]), hit => hit.Canary.Text == canary && hit.Form == CanaryForm.Utf16);
    }

    /// <summary>A message's id is base64 over the number of its sender.</summary>
    [Fact]
    public void In_TheChannelsIdOfAMessage_TheNumberIsFound() =>
        AssertFound(ChannelId.Of(Phone, "1/q1/1"), Phone, CanaryForm.Base64);

    [Fact]
    public void In_ManyInOnePiece_EachIsFoundInOrder()
    {
        var hits = _search.In(Encoding.UTF8.GetBytes($"{Said}{Said} {Phone} {Name}"));

        Assert.Equal([Said, Said, Phone, Name], hits.Select(hit => hit.Canary.Text));
        Assert.Equal(hits.OrderBy(hit => hit.At), hits);
    }

    /// <summary>The control: bytes of every sort without a canary, and almost one.</summary>
    [Fact]
    public void In_CleanData_FindsNothing()
    {
        var random = new byte[1 << 20];
        new Random(4711).NextBytes(random);
        var others = Enumerable.Range(0, 200).Select(index => new CustomerPlan(3, index, index % 2 == 0)).SelectMany(plan => plan.Canaries).Select(canary => canary.Text);

        Assert.Empty(_search.In(random));
        Assert.Empty(_search.In(Encoding.ASCII.GetBytes(Convert.ToBase64String(random))));
        Assert.Empty(_search.In(Encoding.ASCII.GetBytes(Convert.ToHexString(random))));
        Assert.Empty(_search.In(Encoding.UTF8.GetBytes(string.Join('\n', others))));
        Assert.Empty(_search.In(Encoding.UTF8.GetBytes($"{Said[..^1]} {Name[..^1]} {Phone[..^1]} {UserId[..^1]}")));
        Assert.Empty(_search.In([]));
        Assert.Empty(new CanarySearch([]).In(Encoding.UTF8.GetBytes(Said)));
    }

    /// <summary>What the search cannot see, so that nobody takes it for seen.</summary>
    [Fact]
    public void In_Compressed_IsNotFound()
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Said, 20))));
        }

        Assert.Empty(_search.In(compressed.ToArray()));
    }

    [Fact]
    public void Create_ATextThatCouldBeAnywhere_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new CanarySearch([new("Jürgen", CanaryKind.Text, "hello")]));

    private void AssertFound(string written, string canary, CanaryForm form) =>
        Assert.Contains(_search.In(Encoding.UTF8.GetBytes(written)), hit => hit.Canary.Text == canary && hit.Form == form);
}
