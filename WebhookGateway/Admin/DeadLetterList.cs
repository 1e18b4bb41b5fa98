namespace OrleansFailover.WebhookGateway.Admin;

/// <summary>A page of dead letters.</summary>
/// <param name="Items">The letters, oldest ack first.</param>
/// <param name="Next">What to pass as <c>after</c> for the next page; absent at the end.</param>
internal sealed record DeadLetterList(IReadOnlyList<DeadLetterView> Items, string? Next);
