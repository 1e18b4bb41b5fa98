using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.WebhookGateway.Spool;

namespace OrleansFailover.Fuzz.Tests.Support;

/// <summary>Good values of what programs write and read themselves.</summary>
internal static class Samples
{
    public static Receipt Receipt { get; } = new() { Region = new RegionId("eastus"), ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(1_763_900_010) };

    public static ConversationId Conversation { get; } = ConversationId.Create("whatsapp", "106540352242922", "491701234567");

    public static IReadOnlyList<InboundEvent> Events { get; } =
    [
        Bare("wamid.1") with { Message = new MessageContent { Type = "text", Text = "Grüße \ud83c\udf4f" } },
        Bare("wamid.2") with { Status = new StatusUpdate { ChannelMessageId = "wamid.3", ReplyId = "0123456789abcdef0123456789abcdef", Status = ReplyStatus.Failed, ErrorCode = 131026 } },
        Bare("wamid.4") with { Echo = new MessageContent { Type = "image", Text = "a picture" } },
    ];

    public static IReadOnlyList<SpoolEntry> Entries { get; } =
    [
        new() { Reason = "log-unavailable", Region = "eastus", ReceivedAt = Receipt.ReceivedAt, Signature = "sha256=00", ContentType = "application/json", Body = """{"object":"whatsapp_business_account","entry":[]}"""u8.ToArray() },
        new() { Reason = "loop", Region = "westeurope", ReceivedAt = Receipt.ReceivedAt, CrossingCount = 2, Body = new byte[] { 0, 255, 10 } },
    ];

    public static ConversationState State { get; } = new()
    {
        Version = VersionVector.Empty with { Counters = VersionVector.Empty.Counters.SetItem("eastus/1", 3) },
        Session = new Session(3, new Stamp(5, 0, new MessageId("wamid.1"))),
        Address = new ReplyAddress("491701234567", "DE.1349120865", new Stamp(5, 0, new MessageId("wamid.1"))),
    };

    private static InboundEvent Bare(string id) => new()
    {
        Conversation = Conversation, Id = new MessageId(id), ChannelTime = Receipt.ReceivedAt, Sender = new Sender { Phone = "491701234567", ProfileName = "Ada" }, Receipt = Receipt,
    };
}
