using OrleansFailover.WebhookGateway.Hosting;

namespace OrleansFailover.WebhookGateway.Forwarding;

/// <summary>The gateways of the other regions.</summary>
internal interface IPeerGateways
{
    /// <summary>
    /// Sends a webhook, body and headers untouched, to the other regions in order until one answers 200. No trust is needed between
    /// regions: the other one verifies the signature again.
    /// </summary>
    /// <returns>The region that took it; null when none did before the token was cancelled.</returns>
    Task<string?> ForwardAsync(RequestBody body, IHeaderDictionary headers, string reason, CancellationToken cancellationToken);

    /// <summary>The same to the region of a name. False when it did not answer 200 before the token was cancelled, or has no gateway.</summary>
    Task<bool> ForwardToAsync(string name, RequestBody body, IHeaderDictionary headers, string reason, CancellationToken cancellationToken);
}
