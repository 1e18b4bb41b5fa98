using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency.Masking;

namespace OrleansFailover.Residency.Tests.Events;

/// <summary>Events of Anna, with a canary in everything that tells who she is or what she says.</summary>
internal static class Happened
{
    public const string Phone = "491701234567";
    public const string UserId = "DE.13491208655302741918";
    public const string Wamid = "wamid.HBgMNDkxNzAxMjM0NTY3FQIAEhg";

    /// <summary>What must not be readable away from home, as it stands in an event.</summary>
    public static readonly IReadOnlyList<string> Canaries = [Phone, UserId, Wamid, "Annabella", "Linden", "berlin", "media-77", "invoice", "52.51", "choice-9", "4930901820"];

    public static IdMask Mask { get; } = new("a key of the masks, thirty-two bytes"u8);

    public static InboundEvent Message(MessageContent? content = null) => Event(Wamid) with { Message = content ?? new() { Type = "text", Text = "Unter den Linden 1" } };

    public static InboundEvent Echo(string text) => Event("wamid.echo") with { Echo = new() { Type = "text", Text = text } };

    public static InboundEvent Status() => Event($"{Wamid}:read") with
    {
        Status = new() { ChannelMessageId = Wamid, ReplyId = "00ff", Status = ReplyStatus.Read },
    };

    /// <summary>Everything that content can be.</summary>
    public static MessageContent Everything { get; } = new()
    {
        Type = "document",
        Text = "Unter den Linden 1, berlin",
        ChoiceId = "choice-9",
        Location = new(52.5163, 13.3777, "Linden", "berlin"),
        Media = new("media-77", "application/pdf", "invoice.pdf"),
        InReplyTo = Wamid,
        Identity = new IdentityChange("4930901820", UserId),
    };

    private static InboundEvent Event(string id) => new()
    {
        Conversation = ConversationId.Create("whatsapp", "1065", UserId),
        Id = new MessageId(id),
        ChannelTime = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero),
        Sender = new Sender { Phone = Phone, UserId = UserId, ProfileName = "Annabella" },
        Receipt = new Receipt { Region = new RegionId("eastus"), ReceivedAt = new(2026, 11, 28, 12, 0, 1, TimeSpan.Zero) },
    };
}
