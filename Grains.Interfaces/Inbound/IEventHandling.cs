using System.Diagnostics.CodeAnalysis;

namespace OrleansFailover.Grains.Interfaces.Inbound;

/// <summary>Says what this region does with events that only another one can open. Safe for concurrent use.</summary>
public interface IEventHandling
{
    /// <summary>What to do now with a sealed event whose home this region is not. No I/O.</summary>
    [SuppressMessage("Naming", "CA1716:Identifiers should not match keywords", Justification = "Reads well where it is used, and nobody implements it in Visual Basic.")]
    EventHandling Of(InboundEvent inboundEvent);
}
