using System.Text;
using OrleansFailover.WebhookGateway.Edge;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Tests.Edge;

public sealed class MessageHintTests
{
    public static TheoryData<string> Webhooks =>
    [
        Payloads.Messages(Payloads.Text("wamid.1", "hi"), Payloads.Text("wamid.2", "there")),
        Payloads.Statuses(Payloads.Status("wamid.1", "delivered")),
        Payloads.Statuses(Payloads.Status("wamid.1", "read", ",\"recipient_participant_id\":\"491701234568\",\"conversation\":{\"id\":\"c\"}")),
        Payloads.Webhook(Payloads.Change($"\"message_echoes\":[{Payloads.Echo("wamid.1", "me")}]")),
    ];

    [Theory]
    [MemberData(nameof(Webhooks))]
    public void Of_Webhook_IsTheIdThatTheGatewayMakes(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);

        Assert.Equal(WebhookParser.Parse(bytes, Receipts.Any).Events[0].Id, MessageHint.Of(bytes));
    }

    [Theory]
    [InlineData("""{"messages":[{"context":{"id":"other"},"id":"wamid.1"}]}""", "wamid.1")]
    [InlineData("""{"field":"messages","messages":{"id":"x"}}""", null)]
    [InlineData("""{"messages":[]}""", null)]
    [InlineData("""{"messages":[{"id":7}]}""", null)]
    [InlineData("""{"statuses":[{"id":"wamid.1"}]}""", null)]
    [InlineData("""{"messages":[{"id":"\ud800"}]}""", null)]
    [InlineData("""{"messages":[{"id":"wamid""", null)]
    [InlineData("nonsense", null)]
    [InlineData("", null)]
    public void Of_Body_IsItsFirstMessageOrNone(string body, string? id) => Assert.Equal(id, MessageHint.Of(Encoding.UTF8.GetBytes(body)).Value);

    [Fact]
    public void Of_DamagedWebhooks_NeverThrows()
    {
        var whole = Encoding.UTF8.GetBytes(Payloads.Messages(Payloads.Text("wamid.1", "hello")));
        var random = new Random(20261128);
        for (var round = 0; round < 5000; round++)
        {
            var body = whole.ToArray();
            for (var i = random.Next(4); i >= 0; i--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            _ = MessageHint.Of(body.AsSpan(0, random.Next(body.Length + 1)));
        }
    }
}
