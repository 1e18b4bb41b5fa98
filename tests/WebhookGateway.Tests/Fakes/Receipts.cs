using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

internal static class Receipts
{
    public static Receipt Any { get; } = new() { Region = new RegionId("eastus"), ReceivedAt = DateTimeOffset.FromUnixTimeSeconds(1763900010) };
}
