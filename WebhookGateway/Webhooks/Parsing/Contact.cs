namespace OrleansFailover.WebhookGateway.Webhooks.Parsing;

/// <summary>A user as the <c>contacts</c> of a webhook name them.</summary>
internal sealed record Contact(string? WaId, string? UserId, string? ProfileName);
