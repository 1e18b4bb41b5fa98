using OrleansFailover.DeadLetters;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Webhooks;
using OrleansFailover.WebhookGateway.Webhooks.Parsing;

namespace OrleansFailover.WebhookGateway.DeadLetters;

/// <summary>Makes dead letters of webhooks.</summary>
internal static class WebhookLetters
{
    private const string Source = "webhook";

    /// <summary>A webhook, or a part of one in the shape of a webhook.</summary>
    public static DeadLetter Of(SignedWebhook webhook, string reason, ReadOnlyMemory<byte> content) => new()
    {
        Reason = reason,
        Region = webhook.Receipt.Region.Name,
        Time = webhook.Receipt.ReceivedAt,
        Source = Source,
        FailoverCount = webhook.Crossing.Count,
        Conversations = ConversationsOf(content, webhook.Receipt),
        Webhook = content,
    };

    /// <summary>A part that turned out to be no event when a letter was replayed. Replaying that letter again makes the same part.</summary>
    public static DeadLetter PartOf(DeadLetter letter, int number, string reason, ReadOnlyMemory<byte> content) => letter with
    {
        Reason = reason,
        Key = $"{letter.Key}.{number}",
        Conversations = [],
        Webhook = content,
    };

    // Read once more, because only what has events knows its conversations, and an operator looks for them by conversation.
    private static string[] ConversationsOf(ReadOnlyMemory<byte> content, Receipt receipt) =>
        [.. WebhookParser.Parse(content, receipt).Events.Select(inboundEvent => inboundEvent.Conversation.Key).Distinct()];
}
