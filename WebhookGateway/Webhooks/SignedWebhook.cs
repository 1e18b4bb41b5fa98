using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.WebhookGateway.Forwarding;
using OrleansFailover.WebhookGateway.Hosting;

namespace OrleansFailover.WebhookGateway.Webhooks;

/// <summary>A webhook whose signature was right.</summary>
/// <param name="Body">Its raw bytes.</param>
/// <param name="Headers">Its headers, for forwarding.</param>
/// <param name="Crossing">How it came over regions.</param>
/// <param name="Receipt">What its events will say about how they came in.</param>
/// <param name="ArrivedAt">A timestamp of the time provider: what the ack budget is counted from.</param>
/// <param name="Origin">Where it came from.</param>
/// <param name="App">The app that signed it; null where that was checked before.</param>
internal sealed record SignedWebhook(
    RequestBody Body, IHeaderDictionary Headers, Crossing Crossing, Receipt Receipt, long ArrivedAt, WebhookOrigin Origin = WebhookOrigin.Channel,
    string? App = null);
