namespace OrleansFailover.Silo.Channels.CloudApi.Wire;

/*
 * POST {base}/{version}/{phone-number-id}/messages
 * {"messaging_product":"whatsapp","recipient_type":"individual","to":"491701234567","type":"interactive",
 *  "interactive":{"type":"button","body":{"text":"Shall we?"},"action":{"buttons":[{"type":"reply","reply":{"id":"q:yes","title":"Yes"}}]}},
 *  "context":{"message_id":"wamid.…"},"biz_opaque_callback_data":"<reply id>"}
 */

/// <summary>The body of a send. Exactly one of <see cref="To"/> and <see cref="Recipient"/> is set.</summary>
internal sealed record SendRequest
{
    public string MessagingProduct { get; init; } = "whatsapp";

    public string RecipientType { get; init; } = "individual";

    /// <summary>The phone number in digits.</summary>
    public string? To { get; init; }

    /// <summary>The business-scoped user id, for users who hide their number.</summary>
    public string? Recipient { get; init; }

    public required string Type { get; init; }

    public TextBody? Text { get; init; }

    public Interactive? Interactive { get; init; }

    public MediaBody? Image { get; init; }

    public MediaBody? Video { get; init; }

    public MediaBody? Document { get; init; }

    public MediaBody? Audio { get; init; }

    public MediaBody? Sticker { get; init; }

    public TemplateBody? Template { get; init; }

    public ReactionBody? Reaction { get; init; }

    public Context? Context { get; init; }

    /// <summary>Echoed in every delivery status of the message.</summary>
    public required string BizOpaqueCallbackData { get; init; }
}
