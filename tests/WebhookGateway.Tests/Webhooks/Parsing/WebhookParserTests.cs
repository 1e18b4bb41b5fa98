using System.Text;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Parsing;

public sealed class WebhookParserTests
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("hello")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{"object":"whatsapp_business_account"}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":{}}""")]
    public void Parse_NoWebhook_IsUnreadable(string body) => Assert.Equal(RejectReason.Unreadable, Parse(body).Unreadable);

    [Fact]
    public void Parse_DeepNesting_IsUnreadable()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 100_000)) + "1" + new string('}', 100_000);

        Assert.Equal(RejectReason.Unreadable, Parse(deep).Unreadable);
        Assert.Equal(RejectReason.Unreadable, Parse(new string('[', 1_000_000)).Unreadable);
    }

    [Fact]
    public void Parse_OtherObject_IsUnhandled() => Assert.Equal(RejectReason.Unhandled, Parse("""{"object":"page","entry":[]}""").Unreadable);

    [Fact]
    public void Parse_NoEntries_HoldsNothing()
    {
        var parsed = Parse("""{"object":"whatsapp_business_account","entry":[]}""");

        Assert.Null(parsed.Unreadable);
        Assert.Empty(parsed.Events);
        Assert.Null(parsed.Rejected);
    }

    [Fact]
    public void Parse_AnyOrderAndUnknownMembers_ReadsTheEvents()
    {
        var parsed = Parse("""
            {"extra":[1,{"x":null}],"entry":[{"changes":[{"value":{"messages":[{"text":{"body":"hi","preview":{}},"future":{"a":[]},"type":"text","timestamp":1763900000,"id":"wamid.1",
            "from":"491701234567","context":{"from_user_id":"DE.2","id":"wamid.Q"}}],"metadata":{"phone_number_id":"1065","new":1},"newer":true},"field":"messages","more":0}],
            "id":"1","time":1763900000}],"object":"whatsapp_business_account"}
            """);

        var inboundEvent = Assert.Single(parsed.Events);
        Assert.Equal("whatsapp/1065/491701234567", inboundEvent.Conversation.Key);
        Assert.Equal("hi", inboundEvent.Message!.Text);
        Assert.Null(parsed.Rejected);
    }

    [Fact]
    public void Parse_SeveralEntriesChangesAndNumbers_KeepsOrderAndRoutesEach()
    {
        var first = Payloads.Change($"\"messages\":[{Payloads.Text("m1", "a")},{Payloads.Text("m2", "b")}],\"statuses\":[{Payloads.Status("s1", "sent")}]", number: "1");
        var second = Payloads.Change($"\"messages\":[{Payloads.Text("m3", "c")},17]", number: "2");
        var body = $$"""{"object":"whatsapp_business_account","entry":[{"id":"e1","changes":[{{first}},{{second}}]},7,{"id":"e2","changes":[{{Payloads.Change($"\"messages\":[{Payloads.Text("m4", "d")}]", number: "3")}}]}]}""";

        var parsed = Parse(body);

        Assert.Equal(["1 m1", "1 m2", "1 s1:sent", "2 m3", "3 m4"], parsed.Events.Select(e => $"{e.Conversation.BusinessNumberId} {e.Id.Value}"));
        Assert.Equal([RejectReason.Shape, RejectReason.Shape], parsed.Rejected!.Select(r => r.Reason));
    }

    [Theory]
    [InlineData("""{"field":"account_update","value":{"event":"VERIFIED_ACCOUNT"}}""", RejectReason.Unhandled)]
    [InlineData("""{"field":"smb_message_echoes","value":{"message_echoes":[{"id":"wamid.E","from":"15550783881","to":"49","timestamp":"1763900000","type":"text","text":{"body":"x"}}]}}""", RejectReason.Unhandled)]
    [InlineData("""{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"errors":[{"code":130429,"title":"x"}]}}""", RejectReason.Unhandled)]
    [InlineData("""{"field":"messages","value":{"metadata":{"phone_number_id":"1"}}}""", RejectReason.Unhandled)]
    [InlineData("""{"field":5,"value":{"messages":[]}}""", RejectReason.Unhandled)]
    [InlineData("""{"field":"messages","value":[]}""", RejectReason.Shape)]
    [InlineData("""{"field":"messages"}""", RejectReason.Shape)]
    [InlineData("""{"field":"messages","value":{"messages":{"id":"x"}}}""", RejectReason.Shape)]
    [InlineData("5", RejectReason.Shape)]
    public void Parse_NoConversationEvent_IsKeptWithItsReasonBesideTheOthers(string change, string reason)
    {
        var parsed = Parse(Payloads.Webhook(change, Payloads.Change($"\"messages\":[{Payloads.Text("m1", "a")}]")));

        Assert.Single(parsed.Events);
        Assert.Equal(reason, Assert.Single(parsed.Rejected!).Reason);
    }

    [Fact]
    public void Parse_ValueErrorBesideAMessage_KeepsBoth()
    {
        var parsed = Parse(Payloads.Webhook(Payloads.Change($"\"messages\":[{Payloads.Text("m1", "a")}],\"errors\":[{{\"code\":1}}]")));

        Assert.Single(parsed.Events);
        var rejected = Assert.Single(parsed.Rejected!);
        Assert.Equal(RejectReason.Unhandled, rejected.Reason);
        Assert.DoesNotContain("m1", Encoding.UTF8.GetString(rejected.Webhook), StringComparison.Ordinal);
        Assert.Contains("\"code\":1", Encoding.UTF8.GetString(rejected.Webhook), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_ThousandEventsWithOnePoison_LosesNone()
    {
        var messages = Enumerable.Range(0, 1000).Select(i => i == 500 ? """{"id":"x"}""" : Payloads.Text($"m{i}", "a"));

        var parsed = Parse(Payloads.Messages([.. messages]));

        Assert.Equal(999, parsed.Events.Count);
        Assert.Single(parsed.Rejected!);
        Assert.False(parsed.RejectedMore);
    }

    [Fact]
    public void Parse_ManyPoisonEvents_WritesOutOnlyAFew()
    {
        var parsed = Parse(Payloads.Messages([.. Enumerable.Repeat("1", 5000)]));

        Assert.Equal(ParsedWebhook.MaxRejectedAlone, parsed.Rejected!.Count);
        Assert.True(parsed.RejectedMore);
    }

    private static ParsedWebhook Parse(string body) => WebhookParser.Parse(Encoding.UTF8.GetBytes(body), Receipts.Any);
}
