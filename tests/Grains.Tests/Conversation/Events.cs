using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>Events of one conversation, made short.</summary>
internal sealed class Events(string user = "491701234567")
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public ConversationId Conversation { get; } = ConversationId.Create("whatsapp", "1065", user);

    public InboundEvent Message(string id, int second, string? text, string type = "text") => new()
    {
        Conversation = Conversation,
        Id = new MessageId(id),
        ChannelTime = Start.AddSeconds(second),
        Sender = new Sender { Phone = user },
        Message = new MessageContent { Type = type, Text = text },
        Receipt = Receipt,
    };

    public InboundEvent Status(string replyId, ReplyStatus status, string channelId = "wamid.out") => new()
    {
        Conversation = Conversation,
        Id = new MessageId($"{channelId}:{status}"),
        ChannelTime = Start,
        Status = new StatusUpdate { ChannelMessageId = channelId, ReplyId = replyId, Status = status, ErrorCode = status == ReplyStatus.Failed ? 131026 : null },
        Receipt = Receipt,
    };

    public string ReplyTo(string id, int part = 0) => ReplyId.Of(Conversation, new MessageId(id), part);

    private static Receipt Receipt => new() { Region = new RegionId("eastus"), ReceivedAt = Start };
}
