using OrleansFailover.WebhookGateway.Webhooks;

namespace OrleansFailover.WebhookGateway.Tests.Fakes;

internal sealed class FakePhase : IRegionPhase
{
    public bool IsActive { get; set; } = true;
}
