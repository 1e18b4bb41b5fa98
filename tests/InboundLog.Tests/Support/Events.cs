using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.InboundLog.Tests.Support;

internal static class Events
{
    public static InboundEvent Message(string user, int number, string? text = null) => new()
    {
        Conversation = ConversationId.Create("whatsapp", "106540352242922", user),
        Id = new($"wamid.{user}.{number}"),
        ChannelTime = DateTimeOffset.UnixEpoch.AddSeconds(number),
        Message = new() { Type = "text", Text = text ?? "hello" },
        Receipt = new() { Region = new("westeurope"), ReceivedAt = DateTimeOffset.UnixEpoch, TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
    };
}
