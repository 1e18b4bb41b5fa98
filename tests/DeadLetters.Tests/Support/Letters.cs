using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.DeadLetters.Tests.Support;

internal static class Letters
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 22, 16, 0, TimeSpan.Zero);

    public static DeadLetter Webhook(int second, string content, string reason = DeadLetterReason.LogUnavailable, params string[] conversations) => new()
    {
        Reason = reason,
        Region = "eastus",
        Time = Start.AddSeconds(second),
        Source = "webhook",
        Conversations = conversations,
        Webhook = System.Text.Encoding.UTF8.GetBytes(content),
    };

    public static DeadLetter Envelope(int second, InboundEvent inboundEvent, long offset) => new()
    {
        Reason = DeadLetterReason.TurnFailed,
        Region = "eastus",
        Time = Start.AddSeconds(second),
        Source = $"inbound/0@{offset}",
        Key = DeadLetterId.KeyOf("inbound", 0, offset),
        Conversations = [inboundEvent.Conversation.Key],
        Envelope = EnvelopeCodec.Encode(inboundEvent),
    };

    public static string Text(DeadLetter letter) => System.Text.Encoding.UTF8.GetString(letter.Webhook!.Value.Span);
}
