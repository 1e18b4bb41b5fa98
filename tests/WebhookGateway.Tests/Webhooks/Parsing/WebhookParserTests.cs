using System.Text;
using OrleansFailover.Grains.Interfaces.Inbound;
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
    [InlineData("""{"field":"smb_message_echoes","value":{"message_echoes":[{"id":"wamid.E","from":"15550783881","to":"49","timestamp":"1763900000","type":"text","text":{"body":"x"}}]}}""", RejectReason.Conversation)]
    [InlineData("""{"field":"messages","value":{"metadata":{"phone_number_id":"1"},"errors":[{"code":130429,"title":"x"}]}}""", RejectReason.ChannelError)]
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
        Assert.Equal(RejectReason.ChannelError, rejected.Reason);
        Assert.DoesNotContain("m1", Encoding.UTF8.GetString(rejected.Webhook), StringComparison.Ordinal);
        Assert.Contains("\"code\":1", Encoding.UTF8.GetString(rejected.Webhook), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"code\":130429},{\"code\":\"131042\"},{\"title\":\"x\"},5]", new long[] { 130429, 131042, 0, 0 })]
    [InlineData("{\"code\":1}", new long[] { 0 })]
    [InlineData("\"broken\"", new long[] { 0 })]
    public void Parse_ValueErrors_TellsTheirCodes(string errors, long[] codes)
    {
        var parsed = Parse(Payloads.Webhook(Payloads.Change($"\"errors\":{errors}")));

        Assert.Equal(codes, parsed.ChannelErrors!);
        Assert.Equal(RejectReason.ChannelError, Assert.Single(parsed.Rejected!).Reason);
    }

    [Fact]
    public void Parse_ManyValueErrors_TellsAFew() =>
        Assert.Equal(
            ParsedWebhook.MaxChannelErrors,
            Parse(Payloads.Webhook(Payloads.Change($"\"errors\":[{string.Join(',', Enumerable.Repeat("{\"code\":1}", 5000))}]"))).ChannelErrors!.Count);

    [Theory]
    [InlineData("account_alerts")]
    [InlineData("account_review_update")]
    [InlineData("account_update")]
    [InlineData("automatic_events")]
    [InlineData("business_capability_update")]
    [InlineData("calls")]
    [InlineData("group_participants_update")]
    [InlineData("history")]
    [InlineData("message_template_components_update")]
    [InlineData("message_template_quality_update")]
    [InlineData("message_template_status_update")]
    [InlineData("partner_solutions")]
    [InlineData("payment_configuration_update")]
    [InlineData("phone_number_name_update")]
    [InlineData("phone_number_quality_update")]
    [InlineData("security")]
    [InlineData("smb_app_state_sync")]
    [InlineData("template_category_update")]
    [InlineData("user_preferences")]
    [InlineData("one_that_comes_next_year")]
    public void Parse_OtherField_IsKeptWholeAndReadAgainAlike(string field)
    {
        // Also where such a value happens to hold what looks like a message: only the messages field holds messages.
        var change = $$"""{"field":"{{field}}","value":{"metadata":{"phone_number_id":"1"},"messages":[{{Payloads.Text("m1", "a")}}],"event":"X","timestamp":1763900000} }""";

        var parsed = Parse(Payloads.Webhook(change));

        Assert.Empty(parsed.Events);
        var rejected = Assert.Single(parsed.Rejected!);
        Assert.Equal(RejectReason.Unhandled, rejected.Reason);
        Assert.Contains(change, Encoding.UTF8.GetString(rejected.Webhook), StringComparison.Ordinal);
        Assert.Equal(rejected.Webhook, Assert.Single(WebhookParser.Parse(rejected.Webhook, Receipts.Any).Rejected!).Webhook);
    }

    [Theory]
    [InlineData("smb_message_echoes", "message_echoes")]
    [InlineData("smb_message_echoes", "messages")]
    [InlineData("messages", "message_echoes")]
    public void Parse_Echo_IsAnEchoOfItsUserAndNeverAMessage(string field, string array)
    {
        var parsed = Parse(Payloads.Webhook(Payloads.Change($"\"{array}\":[{Payloads.Echo("wamid.E", "I take over.")}]").Replace("\"messages\",\"value\"", $"\"{field}\",\"value\"", StringComparison.Ordinal)));

        var inboundEvent = Assert.Single(parsed.Events);
        Assert.Equal("whatsapp/106540352242922/491701234567", inboundEvent.Conversation.Key);
        Assert.Equal("I take over.", inboundEvent.Echo!.Text);
        Assert.Null(inboundEvent.Message);
        Assert.Null(parsed.Rejected);
        Assert.Equal(inboundEvent, EnvelopeCodec.Decode(EnvelopeCodec.Encode(inboundEvent)));
    }

    [Fact]
    public void Parse_EchoOfAUserWithoutAPhone_IsTheirs()
    {
        var echo = $$"""{"id":"wamid.E","from":"15550783881","to_user_id":"{{Payloads.UserId}}","timestamp":"1763900000","type":"hologram"}""";

        var inboundEvent = Assert.Single(Parse(Payloads.Webhook(Payloads.Change($"\"message_echoes\":[{echo}]", contacts: "[]"))).Events);

        Assert.Equal(Payloads.UserId, inboundEvent.Conversation.UserId);
        Assert.Equal("hologram", inboundEvent.Echo!.Type);
    }

    [Theory]
    [InlineData("5", RejectReason.Shape)]
    [InlineData("""{"id":"e","timestamp":"1763900000","type":"text"}""", RejectReason.Conversation)]
    [InlineData("""{"id":"e","to":"49","type":"text"}""", RejectReason.Timestamp)]
    [InlineData("""{"to":"49","timestamp":"1763900000","type":"text"}""", RejectReason.Id)]
    [InlineData("""{"id":"e","to":"49","group_id":"g","timestamp":"1763900000","type":"text"}""", RejectReason.Group)]
    public void Parse_PoisonEcho_IsRejectedAloneAndStaysAnEcho(string poison, string reason)
    {
        var parsed = Parse(Payloads.Webhook(Payloads.Change($"\"message_echoes\":[{poison},{Payloads.Echo("wamid.E", "hi")}]")));

        Assert.Single(parsed.Events);
        var rejected = Assert.Single(parsed.Rejected!);
        Assert.Equal(reason, rejected.Reason);
        Assert.Equal(reason, Assert.Single(WebhookParser.Parse(rejected.Webhook, Receipts.Any).Rejected!).Reason);
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
