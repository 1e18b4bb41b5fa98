using System.Text;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Tests.Fakes;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;
using static OrleansFailover.WebhookGateway.Tests.Fakes.SessionPayloads;

namespace OrleansFailover.WebhookGateway.Tests.Webhooks.Wasender;

public sealed class WasenderParserTests
{
    public static TheoryData<string, string, string?> Contents { get; } = new()
    {
        { """ "messageBody":"Hello","message":{"conversation":"Hello"} """, "text", "Hello" },
        { """ "messageBody":"Hello" """, "text", "Hello" },
        { """ "message":{"conversation":"Hello"} """, "text", "Hello" },
        { """ "message":{"extendedTextMessage":{"text":"Hello","contextInfo":{"stanzaId":"3EB00"}}} """, "text", "Hello" },
        { """ "message":{"ephemeralMessage":{"message":{"extendedTextMessage":{"text":"Hello"}}}} """, "text", "Hello" },
        { """ "message":{"locationMessage":{"degreesLatitude":50.7,"degreesLongitude":7.1,"name":"Home"}} """, "location", null },
        { """ "message":{"liveLocationMessage":{"degreesLatitude":50.7,"degreesLongitude":7.1}} """, "location", null },
        { """ "message":{"imageMessage":{"mimetype":"image/png","caption":"The way"}} """, "image", "The way" },
        { """ "messageBody":"The way","message":{"viewOnceMessageV2":{"message":{"videoMessage":{"mimetype":"video/mp4"}}}} """, "video", "The way" },
        { """ "message":{"audioMessage":{"mimetype":"audio/ogg"}} """, "audio", null },
        { """ "message":{"documentWithCaptionMessage":{"message":{"documentMessage":{"fileName":"a.pdf","caption":"See"}}}} """, "document", "See" },
        { """ "message":{"stickerMessage":{"mimetype":"image/webp"}} """, "sticker", null },
        { """ "message":{"contactMessage":{"displayName":"Bob","vcard":"…"}} """, "contacts", "Bob" },
        { """ "message":{"reactionMessage":{"text":"👍","key":{"id":"3EB00"}}} """, "reaction", "👍" },
        { """ "message":{"pollCreationMessage":{},"messageContextInfo":{}} """, "unsupported", null },
    };

    [Theory]
    [MemberData(nameof(Contents))]
    public void Parse_EachContent_IsReadAsFarAsItIsKnown(string members, string type, string? text)
    {
        var content = Assert.Single(Parse(Received(Message("3EB01", members.Trim()))).Events).Message!;

        Assert.Equal((type, text), (content.Type, content.Text));
        Assert.Equal(type is "image" or "video" or "audio" or "document" or "sticker" ? "3EB01" : null, content.Media?.MediaId);
        Assert.Equal(members.Contains("3EB00", StringComparison.Ordinal) ? "3EB00" : null, content.InReplyTo);
    }

    [Fact]
    public void Parse_EitherShape_IsTheSameEvent()
    {
        var one = Assert.Single(Parse(Received(Text("3EB01", "Hello"))).Events);
        Assert.Equal(one, Assert.Single(Parse(Upsert(Text("3EB01", "Hello"))).Events));
        Assert.Equal(one, Assert.Single(Parse(Event("messages.upsert", Text("3EB01", "Hello"))).Events));
        Assert.Equal(one, Assert.Single(Parse(Event("messages-personal.received", Text("3EB01", "Hello"))).Events));

        Assert.Equal(
            ($"wasender/{SessionId}/{Phone}", "3EB01", "Hello", "Ada", Phone, 1763900000),
            (one.Conversation.Key, one.Id.Value, one.Message!.Text, one.Sender!.ProfileName, one.Sender.Phone, one.ChannelTime.ToUnixTimeSeconds()));
    }

    [Fact]
    public void Parse_SeveralMessages_KeepTheirOrder() =>
        Assert.Equal(["1", "2", "3"], Parse(Upsert(Text("1", "a"), Text("2", "b"), Text("3", "c"))).Events.Select(item => item.Id.Value));

    [Theory]
    [InlineData("\"messageTimestamp\":1763900001,", 1763900001)]
    [InlineData("\"messageTimestamp\":\"1763900001\",", 1763900001)]
    [InlineData("\"messageTimestamp\":1763900001999,", 1763900001)]
    [InlineData("\"messageTimestamp\":{\"low\":1763900001,\"high\":0,\"unsigned\":true},", 1763900001)]
    [InlineData("", 1763900000)]
    public void Parse_EachTime_IsReadInSeconds(string time, long seconds) => Assert.Equal(
        seconds, Assert.Single(Parse(Received($$"""{{{time}}"key":{{Key("1")}},"messageBody":"Hello"}""")).Events).ChannelTime.ToUnixTimeSeconds());

    // A lid stands before the number, as a business-scoped id does; what came under the number alone is taken in by the lid's conversation.
    [Theory]
    [InlineData("""{"id":"1","remoteJid":"998877@lid","senderPn":"491701234567@s.whatsapp.net","senderLid":"998877@lid"}""", Lid, Phone, Lid)]
    [InlineData("""{"id":"1","remoteJid":"998877@lid","cleanedSenderPn":"491701234567"}""", Lid, Phone, Lid)]
    [InlineData("""{"id":"1","remoteJid":"491701234567@s.whatsapp.net","addressingMode":"pn","cleanedSenderPn":"491701234567","senderLid":"998877@lid"}""", Lid, Phone, Lid)]
    [InlineData("""{"id":"1","remoteJid":"998877@lid","remoteJidAlt":"491701234567@s.whatsapp.net"}""", Lid, Phone, Lid)]
    [InlineData("""{"id":"1","remoteJid":"998877@lid","addressingMode":"lid"}""", Lid, null, Lid)]
    [InlineData("""{"id":"1","remoteJid":"998877:3@lid"}""", Lid, null, Lid)]
    [InlineData("""{"id":"1","remoteJid":"491701234567:12@s.whatsapp.net"}""", Phone, Phone, null)]
    [InlineData("""{"id":"1","remoteJid":"+491701234567"}""", Phone, Phone, null)]
    public void Parse_EachAddress_ALidIsNeverANumber(string key, string user, string? phone, string? userId)
    {
        var item = Assert.Single(Parse(Received($$"""{"key":{{key}},"messageBody":"Hello","messageTimestamp":1763900000}""")).Events);

        Assert.Equal((user, phone, userId), (item.Conversation.UserId, item.Sender!.Phone, item.Sender.UserId));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("\"true\"")]
    [InlineData("1")]
    public void Parse_OwnMessage_IsDroppedHoweverItSaysSo(string fromMe)
    {
        var message = $$"""{"key":{"id":"1","fromMe":{{fromMe}},"remoteJid":"{{Jid}}"},"messageBody":"ours","messageTimestamp":1763900000}""";

        Assert.All([Upsert(message), Received(message), Event("message.sent", message)], AssertNothing);
    }

    [Theory]
    [InlineData("status@broadcast")]
    [InlineData("120363000000000000@newsletter")]
    public void Parse_ToNobodyInParticular_IsDropped(string jid) => AssertNothing(Upsert(Text("1", "a story", jid: jid)));

    [Theory]
    [InlineData("chats.update", """{"chats":[{"id":"x"}]}""")]
    [InlineData("contacts.upsert", "[]")]
    [InlineData("groups.update", "[]")]
    [InlineData("group-participants.update", "{}")]
    [InlineData("qrcode.updated", """{"qr":"2@a-code-that-links-the-account"}""")]
    [InlineData("session.status", """{"status":"connected"}""")]
    [InlineData("messages.reaction", """[{"key":{"id":"1"},"reaction":{"text":"x"}}]""")]
    [InlineData("message-receipt.update", """{"message":{"key":{"id":"1","remoteJid":"1@g.us"}}}""")]
    public void Parse_OfNoConversation_IsDropped(string name, string data) => AssertNothing(Event(name, data));

    [Theory]
    [InlineData("call.received", """{"call":{"id":"1"}}""")]
    [InlineData("messages.delete", """{"keys":[{"id":"1"}]}""")]
    [InlineData("something.new", "[1]")]
    [InlineData("something.new", "null")]
    public void Parse_UnknownEvent_IsKeptWhole(string name, string data)
    {
        var body = Event(name, data);

        var part = Assert.Single(Parse(body).Rejected!);

        Assert.Equal(RejectReason.Unhandled, part.Reason);
        Assert.Equal(Encoding.UTF8.GetString(Sealed(body)), Encoding.UTF8.GetString(part.Webhook));
    }

    [Theory]
    [InlineData("""{"key":{"id":"1","remoteJid":"120363041234567890@g.us","participant":"1@s.whatsapp.net"},"messageBody":"to all","messageTimestamp":1763900000}""", RejectReason.Group)]
    [InlineData("""{"key":{"remoteJid":"491701234567@s.whatsapp.net"},"messageBody":"a","messageTimestamp":1763900000}""", RejectReason.Id)]
    [InlineData("""{"key":{"id":"1"},"messageBody":"a","messageTimestamp":1763900000}""", RejectReason.Conversation)]
    [InlineData("""{"key":{"id":"1","remoteJid":"bot@bot"},"messageBody":"a","messageTimestamp":1763900000}""", RejectReason.Conversation)]
    [InlineData("""{"key":{"id":"1","remoteJid":"491701234567@s.whatsapp.net"},"messageBody":"a","messageTimestamp":9763900000}""", RejectReason.Timestamp)]
    [InlineData("""{"key":{"id":"1","remoteJid":"491701234567@s.whatsapp.net"},"messageTimestamp":1763900000}""", RejectReason.Content)]
    [InlineData("""{"key":{"id":"1","remoteJid":"491701234567@s.whatsapp.net"},"message":{"messageContextInfo":{}},"messageTimestamp":1763900000}""", RejectReason.Content)]
    [InlineData("""{"key":{"id":"1","remoteJid":"491701234567@s.whatsapp.net"},"messageBody":"\ud800","messageTimestamp":1763900000}""", RejectReason.Text)]
    [InlineData("""{"messageBody":"a"}""", RejectReason.Shape)]
    [InlineData("5", RejectReason.Shape)]
    public void Parse_PoisonMessage_IsRejectedAloneAndReadableAlone(string message, string reason)
    {
        var parsed = Parse(Upsert(Text("before", "a"), message, Text("after", "b")));

        Assert.Equal(["before", "after"], parsed.Events.Select(item => item.Id.Value));
        var part = Assert.Single(parsed.Rejected!);
        Assert.Equal(reason, part.Reason);
        Assert.Equal(reason, Assert.Single(WebhookParser.Parse(part.Webhook, Receipts.Any).Rejected!).Reason);
    }

    // A message that could not be decrypted at first comes again, whole, under its id: nothing of the first may take its place.
    [Fact]
    public void Parse_MessageWithoutContentYet_IsNoEventAndItsSecondComingIs()
    {
        Assert.Empty(Parse(Upsert($$"""{"key":{{Key("3EB01")}},"messageTimestamp":1763900000,"messageStubType":2}""")).Events);
        Assert.Equal("3EB01", Assert.Single(Parse(Upsert(Text("3EB01", "Hello"))).Events).Id.Value);
    }

    [Theory]
    [InlineData("""{"protocolMessage":{"type":0,"key":{"id":"3EB00"}}}""", "revoke", null, null)]
    [InlineData("""{"protocolMessage":{"type":"REVOKE","key":{"id":"3EB00"}}}""", "revoke", null, null)]
    [InlineData("""{"protocolMessage":{"key":{"id":"3EB00"}}}""", "revoke", null, null)]
    [InlineData("""{"protocolMessage":{"type":14,"key":{"id":"3EB00"},"editedMessage":{"conversation":"Better"}}}""", "edit", "text", "Better")]
    [InlineData("""{"editedMessage":{"message":{"protocolMessage":{"type":"MESSAGE_EDIT","key":{"id":"3EB00"},"editedMessage":{"extendedTextMessage":{"text":"Better"}}}}}}""", "edit", "text", "Better")]
    [InlineData("""{"protocolMessage":{"type":14,"key":{"id":"3EB00"}}}""", "edit", null, null)]
    public void Parse_Amendment_NamesTheMessageItChanges(string message, string type, string? editedType, string? text)
    {
        var item = Assert.Single(Parse(Upsert(Message("3EB01", $"\"message\":{message}"))).Events);

        Assert.Equal(
            ("3EB01", type, "3EB00", editedType, text),
            (item.Id.Value, item.Message!.Type, item.Message.InReplyTo, item.Message.EditedType, item.Message.Text));
    }

    [Theory]
    [InlineData("""{"protocolMessage":{"type":3,"ephemeralExpiration":86400}}""")]
    [InlineData("""{"protocolMessage":{"type":"APP_STATE_SYNC_KEY_SHARE","key":{"id":"1"}}}""")]
    public void Parse_WhatDevicesTellEachOther_IsDropped(string message) => AssertNothing(Upsert(Message("3EB01", $"\"message\":{message}")));

    // The documented form first; the others are what is seen of it.
    [Theory]
    [InlineData("""{"update":{"status":2},"key":{"remoteJid":"491701234567@s.whatsapp.net","id":"1","fromMe":false}}""", ReplyStatus.Sent)]
    [InlineData("""[{"key":{"id":"1","fromMe":true,"remoteJid":"491701234567@s.whatsapp.net"},"update":{"status":3}}]""", ReplyStatus.Delivered)]
    [InlineData("""{"messages":[{"key":{"id":"1","fromMe":true,"remoteJid":"491701234567@s.whatsapp.net"},"status":"READ"}]}""", ReplyStatus.Read)]
    [InlineData("""[{"key":{"id":"1","fromMe":true,"remoteId":"491701234567@s.whatsapp.net"},"update":{"status":"played"}}]""", ReplyStatus.Read)]
    [InlineData("""[{"key":{"id":"1","fromMe":true,"remoteJid":"491701234567@s.whatsapp.net"},"update":{"status":0}}]""", ReplyStatus.Failed)]
    public void Parse_Status_OfAReply(string data, ReplyStatus status)
    {
        var item = Assert.Single(Parse(Event("messages.update", data, "1763900000467")).Events);

        Assert.Equal(($"wasender/{SessionId}/{Phone}", $"1:{status}", 1763900000), (item.Conversation.Key, item.Id.Value, item.ChannelTime.ToUnixTimeSeconds()));
        Assert.Equal(new StatusUpdate { ChannelMessageId = "1", Status = status }, item.Status);
    }

    [Theory]
    [InlineData("""{"key":{"id":"1","fromMe":true,"remoteJid":"491701234567@s.whatsapp.net"},"update":{"status":1}}""")]
    [InlineData("""{"key":{"id":"1","fromMe":true,"remoteJid":"491701234567@s.whatsapp.net"},"update":{"status":"dreaming"}}""")]
    [InlineData("""{"key":{"id":"1","fromMe":true,"remoteJid":"491701234567@s.whatsapp.net"},"update":{"starred":true}}""")]
    [InlineData("""{"key":{"id":"1","fromMe":true,"remoteJid":"491701234567@s.whatsapp.net"},"update":{"message":null,"messageStubType":1}}""")]
    [InlineData("""{"key":{"id":"1","fromMe":true,"remoteJid":"120363041234567890@g.us"},"update":{"status":3}}""")]
    public void Parse_UpdateOfNoUse_IsDropped(string update) => AssertNothing(Update($"[{update}]"));

    [Theory]
    [InlineData("""{"message":null,"messageStubType":1}""", "revoke", null)]
    [InlineData("""{"messageStubType":"REVOKE"}""", "revoke", null)]
    [InlineData("""{"message":{"editedMessage":{"message":{"conversation":"Better"}}}}""", "edit", "Better")]
    public void Parse_UpdateThatAmends_IsAnAmendment(string update, string type, string? text)
    {
        var item = Assert.Single(Parse(Update($$"""[{"key":{{Key("3EB00")}},"update":{{update}}}]""")).Events);

        Assert.Equal((type, "3EB00", text), (item.Message!.Type, item.Message.InReplyTo, item.Message.Text));
        Assert.NotEqual("3EB00", item.Id.Value);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"data":{"messages":{}}}""")]
    [InlineData("""{"event":5,"data":{}}""")]
    public void Parse_NoEnvelope_IsUnreadable(string body) => Assert.Equal(RejectReason.Unreadable, Parse(body).Unreadable);

    [Fact]
    public void Parse_WithoutData_IsKept() => Assert.Equal(RejectReason.Shape, Assert.Single(Parse("""{"event":"messages.upsert"}""").Rejected!).Reason);

    [Fact]
    public void Parse_MessageLargerThanTheLogTakes_IsRejectedAlone()
    {
        var parsed = Parse(Upsert(Text("1", new string('x', WebhookParser.MaxEventBytes)), Text("2", "b")));

        Assert.Equal(("2", RejectReason.TooLarge), (Assert.Single(parsed.Events).Id.Value, Assert.Single(parsed.Rejected!).Reason));
    }

    [Fact]
    public void Parse_ManyPoisonMessages_WritesOutOnlyAFew()
    {
        var parsed = Parse(Upsert([.. Enumerable.Repeat("{}", 1000), Text("1", "a")]));

        Assert.Single(parsed.Events);
        Assert.Equal((ParsedWebhook.MaxRejectedAlone, true), (parsed.Rejected!.Count, parsed.RejectedMore));
    }

    private static void AssertNothing(string body)
    {
        var parsed = Parse(body);
        Assert.Empty(parsed.Events);
        Assert.Null(parsed.Rejected);
        Assert.Null(parsed.Unreadable);
    }
}
