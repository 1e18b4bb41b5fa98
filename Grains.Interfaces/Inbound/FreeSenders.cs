namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>The seals of a host that restricts nobody: it seals nothing, and what another host sealed is not for it.</summary>
public sealed class FreeSenders : IEventSeals
{
    public bool IsForHere(InboundEvent inboundEvent) => inboundEvent.Sealed is null;

    public InboundEvent Seal(InboundEvent inboundEvent) => inboundEvent;

    public ValueTask<OpenedEvent> OpenAsync(InboundEvent inboundEvent, CancellationToken cancellationToken) =>
        ValueTask.FromResult(inboundEvent.Sealed is null ? new OpenedEvent(EventOpening.Opened, inboundEvent) : new OpenedEvent(EventOpening.NotHome, null));
}
