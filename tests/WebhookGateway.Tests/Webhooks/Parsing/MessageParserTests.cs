using System.Text;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Parsing;

public sealed class MessageParserTests
{
    public static TheoryData<string, MessageContent> Types => new()
    {
        { """ "type":"text","text":{"body":"Hello"} """, new() { Type = "text", Text = "Hello" } },
        { """ "text":{"body":""},"type":"text" """, new() { Type = "text", Text = "" } },
        { """ "type":"text","text":{"body":"yes"},"context":{"from":"15550783881","id":"wamid.Q","forwarded":true} """, new() { Type = "text", Text = "yes", InReplyTo = "wamid.Q" } },
        { """ "type":"text","text":{"body":"fwd"},"context":{"forwarded":true} """, new() { Type = "text", Text = "fwd" } },
        { """ "type":"image","image":{"id":"77","mime_type":"image/jpeg","sha256":"x","caption":"my car","url":"https://media.example/1"} """, new() { Type = "image", Text = "my car", Media = new("77", "image/jpeg", null) } },
        { """ "type":"video","video":{"id":"78","mime_type":"video/mp4","sha256":"x"} """, new() { Type = "video", Media = new("78", "video/mp4", null) } },
        { """ "type":"document","document":{"id":"79","mime_type":"application/pdf","sha256":"x","filename":"a.pdf","caption":"here"} """, new() { Type = "document", Text = "here", Media = new("79", "application/pdf", "a.pdf") } },
        { """ "type":"audio","audio":{"id":"80","mime_type":"audio/ogg; codecs=opus","sha256":"x","voice":true} """, new() { Type = "audio", Media = new("80", "audio/ogg; codecs=opus", null) } },
        { """ "type":"sticker","sticker":{"id":"81","mime_type":"image/webp","sha256":"x","animated":false} """, new() { Type = "sticker", Media = new("81", "image/webp", null) } },
        { """ "type":"location","location":{"latitude":52.52,"longitude":13.4,"name":"Office","address":"Main St 1"} """, new() { Type = "location", Location = new(52.52, 13.4, "Office", "Main St 1") } },
        { """ "type":"location","location":{"latitude":-1,"longitude":0} """, new() { Type = "location", Location = new(-1, 0, null, null) } },
        { """ "type":"contacts","contacts":[{"name":{"formatted_name":"Bo"},"phones":[{"phone":"+1 555","type":"CELL"}]}] """, new() { Type = "contacts" } },
        { """ "type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"yes-1","title":"Yes"}},"context":{"id":"wamid.Q"} """, new() { Type = "interactive", ChoiceId = "yes-1", Text = "Yes", InReplyTo = "wamid.Q" } },
        { """ "type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"row-2","title":"Two","description":"the second"}} """, new() { Type = "interactive", ChoiceId = "row-2", Text = "Two" } },
        { """ "type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"response_json":"{\"a\":1}","body":"Sent","name":"flow"}} """, new() { Type = "interactive", Text = "{\"a\":1}" } },
        { """ "type":"interactive" """, new() { Type = "interactive" } },
        { """ "type":"button","button":{"payload":"P1","text":"Go on"} """, new() { Type = "button", ChoiceId = "P1", Text = "Go on" } },
        { """ "type":"reaction","reaction":{"message_id":"wamid.R","emoji":"\ud83d\ude00"} """, new() { Type = "reaction", Text = "😀", InReplyTo = "wamid.R" } },
        { """ "type":"reaction","reaction":{"message_id":"wamid.R","emoji":""} """, new() { Type = "reaction", InReplyTo = "wamid.R" } },
        { """ "type":"reaction","reaction":{"message_id":"wamid.R"} """, new() { Type = "reaction", InReplyTo = "wamid.R" } },
        { """ "type":"order","order":{"catalog_id":"c","text":"please","product_items":[{"product_retailer_id":"p","quantity":2,"item_price":1.5,"currency":"EUR"}]} """, new() { Type = "order", Text = "please" } },
        { """ "type":"system","system":{"body":"changed","type":"user_changed_number","wa_id":"491709999999"} """, new() { Type = "system", Text = "changed", Identity = new("491709999999", null) } },
        { """ "type":"system","system":{"body":"changed","type":"user_changed_user_id","user_id":"DE.2","wa_id":"491709999999"} """, new() { Type = "system", Text = "changed", Identity = new("491709999999", "DE.2") } },
        { """ "type":"system","system":{"body":"changed","type":"customer_changed_number","new_wa_id":"491709999999","customer":"491701234567"} """, new() { Type = "system", Text = "changed", Identity = new("491709999999", null) } },
        { """ "type":"system","system":{"body":"changed","type":"customer_identity_changed","wa_id":"491701234567"} """, new() { Type = "system", Text = "changed" } },
        { """ "type":"unsupported","errors":[{"code":131051,"title":"x"}],"unsupported":{"type":"poll"} """, new() { Type = "unsupported" } },
        { """ "type":"edit","edit":{"original_message_id":"wamid.O","message":{"type":"text","text":{"body":"new"}}} """, new() { Type = "edit", Text = "new", InReplyTo = "wamid.O", EditedType = "text" } },
        { """ "type":"edit","edit":{"original_message_id":"wamid.O","message":{"type":"image","image":{"id":"77","caption":"new"}}} """, new() { Type = "edit", Text = "new", Media = new("77", null, null), InReplyTo = "wamid.O", EditedType = "image" } },
        { """ "type":"edit","edit":{"original_message_id":"wamid.O"} """, new() { Type = "edit", InReplyTo = "wamid.O" } },
        { """ "type":"edit","edit":{"original_message_id":"wamid.O","message":{"type":"edit","edit":{"message":{"type":"edit"}}}} """, new() { Type = "edit", InReplyTo = "wamid.O" } },
        { """ "type":"revoke","revoke":{"original_message_id":"wamid.O"} """, new() { Type = "revoke", InReplyTo = "wamid.O" } },
        { """ "type":"request_welcome" """, new() { Type = "request_welcome" } },
        { """ "type":"hologram","hologram":{"x":[[[{}]]]},"context":{"id":"wamid.Q"} """, new() { Type = "hologram", InReplyTo = "wamid.Q" } },
        { """ "no_type":true """, new() { Type = "unknown" } },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Parse_EachType_ReadsItsContent(string members, MessageContent expected)
    {
        var parsed = Parse(Payloads.Messages(Payloads.Message("wamid.A", members.Trim())));

        var inboundEvent = Assert.Single(parsed.Events);
        Assert.Null(parsed.Rejected);
        Assert.Equal(expected, inboundEvent.Message);
        Assert.Null(inboundEvent.Status);
        Assert.Equal(new MessageId("wamid.A"), inboundEvent.Id);
        Assert.Equal("whatsapp/106540352242922/491701234567", inboundEvent.Conversation.Key);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1763900000), inboundEvent.ChannelTime);
        Assert.Equal(new Sender { Phone = Payloads.Phone, ProfileName = "Ada" }, inboundEvent.Sender);
        Assert.Equal(inboundEvent, EnvelopeCodec.Decode(EnvelopeCodec.Encode(inboundEvent)));
    }

    [Theory]
    [InlineData("""{"id":"i","timestamp":"1763900000","type":"text","text":{"body":"x"},"from":"491701234567","from_user_id":"DE.1"}""", "DE.1")]
    [InlineData("""{"id":"i","timestamp":1763900000,"type":"text","text":{"body":"x"},"from_user_id":"DE.1"}""", "DE.1")]
    [InlineData("""{"id":"i","timestamp":"1763900000","type":"text","text":{"body":"x"},"from":"491701234567"}""", "DE.9")]
    [InlineData("""{"id":"i","timestamp":"1763900000","type":"text","text":{"body":"x"}}""", "DE.9")]
    [InlineData("""{"id":"i","timestamp":"1763900000","type":"text","text":{"body":"x"},"from":"49170"}""", "49170")]
    public void Parse_UserInEitherForm_PrefersTheBusinessScopedId(string message, string user)
    {
        const string contacts = """[{"wa_id":"491701234567","user_id":"DE.9","profile":{"name":"Ada","username":"ada"}}]""";

        var parsed = Parse(Payloads.Webhook(Payloads.Change($"\"messages\":[{message}]", contacts: contacts)));

        Assert.Equal(user, Assert.Single(parsed.Events).Conversation.UserId);
    }

    [Fact]
    public void Parse_IdWithoutPrefix_IsAnId() =>
        Assert.Equal("ABGGFlA5Fpa", Assert.Single(Parse(Payloads.Messages(Payloads.Text("ABGGFlA5Fpa", "x"))).Events).Id.Value);

    [Theory]
    [InlineData("15550783881")]
    [InlineData("+1 555-078-3881")]
    [InlineData("\\u00315550783881")]
    public void Parse_MessageOfTheBusinessItself_IsNeverAMessage(string from)
    {
        var alone = Parse(Payloads.Messages($$"""{"id":"i","timestamp":"1763900000","from":"{{from}}","type":"text","text":{"body":"x"} }"""));
        Assert.Empty(alone.Events);
        Assert.Equal(RejectReason.OwnMessage, Assert.Single(alone.Rejected!).Reason);

        var addressed = Parse(Payloads.Messages($$"""{"id":"i","timestamp":"1763900000","from":"{{from}}","to":"491701234567","type":"text","text":{"body":"x"} }"""));
        Assert.Null(Assert.Single(addressed.Events).Message);
        Assert.Equal("x", addressed.Events[0].Echo!.Text);
    }

    [Theory]
    [InlineData("1555078388")]
    [InlineData("155507838811")]
    [InlineData("25550783881")]
    [InlineData("+")]
    public void Parse_MessageOfAnotherNumber_IsAMessage(string from) =>
        Assert.NotNull(Assert.Single(Parse(Payloads.Messages($$"""{"id":"i","timestamp":"1763900000","from":"{{from}}","type":"text","text":{"body":"x"} }""")).Events).Message);

    [Fact]
    public void Parse_WebhooksOfTwoNumbersByTurns_AreEachOfItsOwn()
    {
        foreach (var number in new[] { "1065", "2065", "1065", "1065", "2065" })
        {
            Assert.Equal(number, Assert.Single(Parse(Payloads.Webhook(Payloads.Change($"\"messages\":[{Payloads.Text("i", "x")}]", number))).Events).Conversation.BusinessNumberId);
        }
    }

    [Fact]
    public void Parse_SeveralContacts_MatchesEachMessageWithItsOwn()
    {
        const string contacts = """[{"wa_id":"1","user_id":"US.1","profile":{"name":"One"}},{"wa_id":"2","user_id":"US.2"},5,{"wa_id":"3","user_id":"\ud800"}]""";
        var messages = string.Join(',', new[] { "2", "1", "3" }.Select(from => $$"""{"id":"i{{from}}","timestamp":"1763900000","from":"{{from}}","type":"x"}"""));

        var parsed = Parse(Payloads.Webhook(Payloads.Change($"\"messages\":[{messages}]", contacts: contacts)));

        Assert.Equal(["US.2", "US.1", "3"], parsed.Events.Select(e => e.Conversation.UserId));
        Assert.Equal("One", parsed.Events[1].Sender!.ProfileName);
    }

    [Theory]
    [InlineData("5", RejectReason.Shape)]
    [InlineData("null", RejectReason.Shape)]
    [InlineData("""{"from":"49","timestamp":"1763900000","type":"text","text":{"body":"x"}}""", RejectReason.Id)]
    [InlineData("""{"id":7,"from":"49","timestamp":"1763900000","type":"text","text":{"body":"x"}}""", RejectReason.Id)]
    [InlineData("""{"id":"","from":"49","timestamp":"1763900000","type":"text","text":{"body":"x"}}""", RejectReason.Id)]
    [InlineData("""{"id":"i","from":"49","type":"text","text":{"body":"x"}}""", RejectReason.Timestamp)]
    [InlineData("""{"id":"i","from":"49","timestamp":"soon","type":"text","text":{"body":"x"}}""", RejectReason.Timestamp)]
    [InlineData("""{"id":"i","from":"49","timestamp":-5,"type":"text","text":{"body":"x"}}""", RejectReason.Timestamp)]
    [InlineData("""{"id":"i","from":"49","timestamp":1e400,"type":"text","text":{"body":"x"}}""", RejectReason.Timestamp)]
    [InlineData("""{"id":"i","from":"49","timestamp":"9223372036854775807","type":"text","text":{"body":"x"}}""", RejectReason.Timestamp)]
    [InlineData("""{"id":"i","from":"49","timestamp":"1763990000000","type":"text","text":{"body":"x"}}""", RejectReason.Timestamp)]
    [InlineData("""{"id":"i","from":"a/b","timestamp":"1763900000","type":"text","text":{"body":"x"}}""", RejectReason.Conversation)]
    [InlineData("""{"id":"i","from":"a\nb","timestamp":"1763900000","type":"text","text":{"body":"x"}}""", RejectReason.Conversation)]
    [InlineData("""{"id":"i","from":"49","timestamp":"1763900000","type":"text"}""", RejectReason.Content)]
    [InlineData("""{"id":"i","from":"49","timestamp":"1763900000","type":"text","text":{"body":5}}""", RejectReason.Content)]
    [InlineData("""{"id":"i","from":"49","timestamp":"1763900000","type":"image","image":{}}""", RejectReason.Content)]
    [InlineData("""{"id":"i","from":"49","timestamp":"1763900000","type":"location","location":{"latitude":"52","longitude":1}}""", RejectReason.Content)]
    [InlineData("""{"id":"i","from":"49","timestamp":"1763900000","type":"text","text":{"body":"\ud800"}}""", RejectReason.Text)]
    [InlineData("""{"id":"i","from":"49","timestamp":"1763900000","group_id":"g","type":"text","text":{"body":"x"}}""", RejectReason.Group)]
    public void Parse_PoisonMessage_IsRejectedAloneAndReadableAlone(string poison, string reason)
    {
        var parsed = Parse(Payloads.Messages(Payloads.Text("wamid.1", "before"), poison, Payloads.Text("wamid.2", "after")));

        Assert.Equal(["before", "after"], parsed.Events.Select(e => e.Message!.Text));
        var rejected = Assert.Single(parsed.Rejected!);
        Assert.Equal(reason, rejected.Reason);
        var again = WebhookParser.Parse(rejected.Webhook, Receipts.Any);
        Assert.Equal(reason, Assert.Single(again.Rejected!).Reason);
        Assert.Equal(rejected.Webhook, again.Rejected![0].Webhook);
        Assert.Contains(poison, Encoding.UTF8.GetString(rejected.Webhook), StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_TooLargeMessage_IsRejectedAlone()
    {
        var parsed = Parse(Payloads.Messages(Payloads.Text("wamid.1", new string('x', WebhookParser.MaxEventBytes)), Payloads.Text("wamid.2", "after")));

        Assert.Equal("after", Assert.Single(parsed.Events).Message!.Text);
        Assert.Equal(RejectReason.TooLarge, Assert.Single(parsed.Rejected!).Reason);
    }

    private static ParsedWebhook Parse(string body) => WebhookParser.Parse(Encoding.UTF8.GetBytes(body), Receipts.Any);
}
