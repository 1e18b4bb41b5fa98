namespace OrleansFailover.WebhookGateway.Webhooks.Wasender;

/// <summary>What a session said of itself.</summary>
/// <param name="State">The channel's word, in lower case.</param>
/// <param name="At">When, by the channel's clock where it tells.</param>
internal sealed record SessionState(string State, DateTimeOffset At);
