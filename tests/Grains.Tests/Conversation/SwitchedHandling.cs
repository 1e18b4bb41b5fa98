using OrleansFailover.Grains.Interfaces.Inbound;

namespace OrleansFailover.Grains.Tests.Conversation;

/// <summary>Says what a test says.</summary>
internal sealed class SwitchedHandling : IEventHandling
{
    private volatile int now = (int)EventHandling.Leave;

    public EventHandling Now
    {
        get => (EventHandling)now;
        set => now = (int)value;
    }

    public EventHandling Of(InboundEvent inboundEvent) => Now;
}
