namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/*
 * POST {base}/{version}/{phone-number-id}/messages
 * {"messaging_product":"whatsapp","status":"read","message_id":"wamid.…","typing_indicator":{"type":"text"}}
 */

/// <summary>The body that shows a message as read, and that an answer is being written.</summary>
internal sealed record ReadRequest(string MessageId, TypingIndicator? TypingIndicator)
{
    public string MessagingProduct { get; init; } = "whatsapp";

    public string Status { get; init; } = "read";
}
