namespace OrleansFailover.Load.Http;

/// <summary>The answer to a webhook.</summary>
/// <param name="Status">The status code.</param>
/// <param name="IsUncopied">Whether it says that the peer has no copy of the events.</param>
internal readonly record struct WebhookAnswer(int Status, bool IsUncopied);
