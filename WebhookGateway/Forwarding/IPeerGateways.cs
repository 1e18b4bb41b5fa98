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
}
