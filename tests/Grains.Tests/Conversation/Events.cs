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

    public InboundEvent Edit(string id, int second, string original, string? text, string? type = "text") => Message(id, second, text, "edit") is var edit
        ? edit with { Message = edit.Message! with { InReplyTo = original, EditedType = type } }
        : edit;

    public InboundEvent Revoke(string id, int second, string original) => Message(id, second, null, "revoke") is var revoke
        ? revoke with { Message = revoke.Message! with { InReplyTo = original } }
        : revoke;

    /// <summary>What a person of the business wrote.</summary>
    public InboundEvent Echo(string id, int second, string text, string type = "text") =>
        Message(id, second, null) with { Message = null, Echo = new MessageContent { Type = type, Text = text } };

    public InboundEvent Status(string? replyId, ReplyStatus status, string channelId = "wamid.out") => new()
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
