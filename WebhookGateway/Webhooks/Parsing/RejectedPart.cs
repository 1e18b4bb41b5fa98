namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

/// <summary>A part of a webhook that is no event.</summary>
/// <param name="Reason">One of <see cref="RejectReason"/>.</param>
/// <param name="Webhook">The part alone in a webhook of its own, with what is needed to read it: its bytes as they came.</param>
internal sealed record RejectedPart(string Reason, byte[] Webhook);
