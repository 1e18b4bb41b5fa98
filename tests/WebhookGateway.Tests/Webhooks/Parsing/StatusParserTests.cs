using System.Text;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Parsing;

public sealed class StatusParserTests
{
    [Theory]
    [InlineData("sent", ReplyStatus.Sent)]
    [InlineData("delivered", ReplyStatus.Delivered)]
    [InlineData("read", ReplyStatus.Read)]
    [InlineData("played", ReplyStatus.Read)]
    [InlineData("failed", ReplyStatus.Failed)]
    public void Parse_EachStatus_ReadsItWithTheEchoedReplyId(string status, ReplyStatus expected)
    {
        const string more = ""","biz_opaque_callback_data":"r-1","pricing":{"billable":true,"category":"service"},"conversation":{"id":"c","origin":{"type":"x"}}""";

        var inboundEvent = Assert.Single(Parse(Payloads.Statuses(Payloads.Status("wamid.S", status, more))).Events);

        Assert.Equal($"wamid.S:{status}", inboundEvent.Id.Value);
        Assert.Equal(new StatusUpdate { ChannelMessageId = "wamid.S", ReplyId = "r-1", Status = expected }, inboundEvent.Status);
        Assert.Null(inboundEvent.Message);
        Assert.Equal(inboundEvent, EnvelopeCodec.Decode(EnvelopeCodec.Encode(inboundEvent)));
    }

    [Fact]
    public void Parse_Failed_ReadsTheFirstError()
    {
        const string more = ""","errors":[{"code":131026,"title":"Message undeliverable","error_data":{"details":"x"}},{"code":1}]""";

        var status = Assert.Single(Parse(Payloads.Statuses(Payloads.Status("wamid.S", "failed", more))).Events).Status!;

        Assert.Equal(131026, status.ErrorCode);
        Assert.Equal("Message undeliverable", status.ErrorTitle);
        Assert.Null(status.ReplyId);
    }

    [Theory]
    [InlineData(""","errors":[]""")]
    [InlineData(""","errors":{}""")]
    [InlineData(""","errors":[5]""")]
    [InlineData(""","errors":[{"code":"none","title":7}]""")]
    [InlineData(""","errors":[{"code":99999999999}]""")]
    public void Parse_StrangeErrors_ReadsTheStatusWithoutThem(string more)
    {
        var status = Assert.Single(Parse(Payloads.Statuses(Payloads.Status("wamid.S", "failed", more))).Events).Status!;

        Assert.Null(status.ErrorCode);
        Assert.Null(status.ErrorTitle);
    }

    [Fact]
    public void Parse_StatusesOfOneMessage_HaveIdsOfTheirOwn()
    {
        var parsed = Parse(Payloads.Statuses(
            Payloads.Status("wamid.S", "sent"),
            Payloads.Status("wamid.S", "read", ""","recipient_participant_id":"p1" """),
            Payloads.Status("wamid.S", "read", ""","recipient_participant_id":"p2" """)));

        Assert.Equal(["wamid.S:sent", "wamid.S:read:p1", "wamid.S:read:p2"], parsed.Events.Select(e => e.Id.Value));
    }

    [Fact]
    public void Parse_RecipientUserId_IsTheUser()
    {
        var parsed = Parse(Payloads.Statuses($$"""{"id":"wamid.S","status":"read","timestamp":1763900000,"recipient_user_id":"{{Payloads.UserId}}"}"""));

        Assert.Equal(Payloads.UserId, Assert.Single(parsed.Events).Conversation.UserId);
    }

    [Theory]
    [InlineData("""{"id":"wamid.S","status":"evaporated","timestamp":"1763900000","recipient_id":"49"}""", RejectReason.Status)]
    [InlineData("""{"id":"wamid.S","timestamp":"1763900000","recipient_id":"49"}""", RejectReason.Status)]
    [InlineData("""{"status":"read","timestamp":"1763900000","recipient_id":"49"}""", RejectReason.Id)]
    [InlineData("""{"id":"wamid.S","status":"read","recipient_id":"49"}""", RejectReason.Timestamp)]
    [InlineData("""{"id":"wamid.S","status":"read","timestamp":"1763900000"}""", RejectReason.Conversation)]
    [InlineData("""{"id":"wamid.S","status":"read","timestamp":"1763900000","recipient_id":"g","recipient_type":"group"}""", RejectReason.Group)]
    [InlineData("[]", RejectReason.Shape)]
    public void Parse_PoisonStatus_IsRejectedAlone(string poison, string reason)
    {
        var parsed = Parse(Payloads.Statuses(poison, Payloads.Status("wamid.S", "sent")));

        Assert.Single(parsed.Events);
        Assert.Equal(reason, Assert.Single(parsed.Rejected!).Reason);
    }

    private static ParsedWebhook Parse(string body) => WebhookParser.Parse(Encoding.UTF8.GetBytes(body), Receipts.Any);
}
