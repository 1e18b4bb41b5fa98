using System.Text;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Numbers;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Numbers;

public sealed class NumberHintTests
{
    [Theory]
    [InlineData("""{"entry":[{"changes":[{"value":{"metadata":{"display_phone_number":"1","phone_number_id":"1065"}}}]}]}""", "1065")]
    [InlineData("""{"metadata":{"phone_number_id":"1065","display_phone_number":"1"}}""", "1065")]
    [InlineData("""{"metadata":{"x":{"phone_number_id":"7"},"phone_number_id":"1065"}}""", "1065")]
    [InlineData("""{"metadata":{},"metadata":{"phone_number_id":"1065"}}""", "1065")]
    [InlineData("""{"met\u0061data":{"phone\u005fnumber_id":"10\u00365"}}""", "1065")]
    [InlineData("""[{"metadata":{"phone_number_id":"1"}},{"metadata":{"phone_number_id":"2"}}]""", "1")]
    [InlineData("""{"metadata":{"a":1},"phone_number_id":"7"}""", null)]
    [InlineData("""{"text":{"body":"\"metadata\":{\"phone_number_id\":\"7\"}"}}""", null)]
    [InlineData("""{"metadata":{"phone_number_id":1065}}""", null)]
    [InlineData("""{"metadata":{"phone_number_id":""", null)]
    [InlineData("""{"metadata":{"phone_number_id":"\ud800"}}""", null)]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    public void Of_Body_IsTheFirstNumberThatItsMetadataNames(string body, string? number) => Assert.Equal(number, NumberHint.Of(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Of_DeeplyNestedOrLongId_IsNone()
    {
        Assert.Null(NumberHint.Of(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[", 100_000)))));
        Assert.Null(NumberHint.Of(Encoding.UTF8.GetBytes("{\"metadata\":{\"phone_number_id\":\"" + new string('1', 65) + "\"}}")));
    }

    [Fact]
    public void Of_DamagedWebhooks_NeverThrows()
    {
        var whole = Encoding.UTF8.GetBytes(Payloads.Messages(Payloads.Text("wamid.1", "hello")));
        var random = new Random(20261124);
        for (var round = 0; round < 5000; round++)
        {
            var body = whole.ToArray();
            for (var i = random.Next(4); i >= 0; i--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            NumberHint.Of(body.AsSpan(0, random.Next(body.Length + 1)));
        }
    }
}
