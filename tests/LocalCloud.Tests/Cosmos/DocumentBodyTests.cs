using System.Text;
using System.Text.Json;
using CsCheck;
using OrleansFailover.LocalCloud.Cosmos;

namespace OrleansFailover.LocalCloud.Tests.Cosmos;

public sealed class DocumentBodyTests
{
    private static readonly byte[] System = Encoding.UTF8.GetBytes("\"_etag\":\"new\",\"_ts\":1");

    [Theory]
    [InlineData("""{"id":"1","pk":"a"}""", """{"id":"1","pk":"a","_etag":"new","_ts":1}""")]
    [InlineData("""{"_etag":"old","id":"1","_ts":7,"pk":"a","_self":"x"}""", """{"id":"1","pk":"a","_etag":"new","_ts":1}""")]
    [InlineData("""{ "id" : "1" , "x" : { "_etag" : 1 } }""", """{"id":"1","x":{"_etag":1},"_etag":"new","_ts":1}""")]
    [InlineData("{}", """{"_etag":"new","_ts":1}""")]
    [InlineData("""{"_rid":"r"}""", """{"_etag":"new","_ts":1}""")]
    public void With_SystemPropertiesInDocument_ReplacesThem(string json, string expected)
    {
        var stored = DocumentBody.Parse(Encoding.UTF8.GetBytes(json), ["pk"]).With(System);

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(stored)), Encoding.UTF8.GetString(stored));
    }

    [Fact]
    public void With_AnyPlaceOfSystemProperties_KeepsTheOthers()
    {
        string[] names = ["id", "pk", "text", "_etag", "_ts", "_rid", "nested"];
        Gen.Shuffle(names).Select(Gen.Int[0, 7]).Sample((order, count) =>
        {
            var properties = order.Take(count).ToDictionary(name => name, name => name == "nested" ? (object)new { _ts = 1, a = "b" } : name);
            var stored = DocumentBody.Parse(JsonSerializer.SerializeToUtf8Bytes(properties), ["pk"]).With(System);
            var expected = properties.Where(property => !property.Key.StartsWith('_')).Select(property => property.Key).Append("_etag").Append("_ts");
            return JsonElement.Parse(stored).EnumerateObject().Select(property => property.Name).SequenceEqual(expected);
        });
    }

    [Theory]
    [InlineData("""{"id":"1","pk":"a\u0062"}""", "\"ab")]
    [InlineData("""{"id":"1","pk":1.0}""", "1")]
    [InlineData("""{"id":"1","pk":true}""", "true")]
    [InlineData("""{"id":"1","pk":null}""", "null")]
    [InlineData("""{"id":"1"}""", "{}")]
    public void Parse_PartitionKey_IsCanonical(string json, string expected)
    {
        var body = DocumentBody.Parse(Encoding.UTF8.GetBytes(json), ["pk"]);

        Assert.Equal(expected, body.PartitionKey);
        Assert.Equal("1", body.Id);
    }

    [Fact]
    public void Parse_NestedPartitionKey_IsFound()
    {
        var body = DocumentBody.Parse("""{"a":{"x":0,"b":"deep"},"id":"1"}"""u8.ToArray(), ["a", "b"]);

        Assert.Equal("\"deep", body.PartitionKey);
        Assert.Equal("1", body.Id);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"id":"1"} x""")]
    [InlineData("""{"id":"1" """)]
    [InlineData("")]
    public void Parse_NoJsonObject_Throws(string json) =>
        Assert.ThrowsAny<JsonException>(() => DocumentBody.Parse(Encoding.UTF8.GetBytes(json), ["pk"]));

    [Theory]
    [InlineData("[\"a\"]", "\"a")]
    [InlineData("[\"\\u0061\"]", "\"a")]
    [InlineData("[1]", "1")]
    [InlineData("[{}]", "{}")]
    public void TryParseHeader_OneValue_IsCanonical(string header, string expected)
    {
        Assert.True(PartitionKeyValue.TryParseHeader(header, out var value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("[\"a\",\"b\"]")]
    [InlineData("[]")]
    [InlineData("a")]
    public void TryParseHeader_NotOneValue_IsRefused(string header) => Assert.False(PartitionKeyValue.TryParseHeader(header, out _));
}
