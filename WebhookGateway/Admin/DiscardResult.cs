namespace OrleansFailover.WebhookGateway.Admin;

/// <summary>What a discard did.</summary>
/// <param name="Discarded">How many letters.</param>
/// <param name="Next">From where to go on when the limit was reached; absent at the end.</param>
internal sealed record DiscardResult(int Discarded, string? Next);
