using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Regions;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Silo.Away;

/// <summary>
/// Decides by the zone in a conversation's key and by the heartbeats of the zone's home. Whether a rule leaves every answer to home is in the event: who knows one
/// masked id cannot ask the rules.
/// </summary>
internal sealed class AwayHandling(ResidencyPolicy policy, IPeerHealth health, ThisRegion region) : IEventHandling
{
    public EventHandling Of(InboundEvent inboundEvent)
    {
        ArgumentNullException.ThrowIfNull(inboundEvent);
        if (MaskedId.ZoneOf(inboundEvent.Conversation.UserId) is not { } zone || policy.HomeOf(zone) is not { Count: > 0 } home)
        {
            // A zone without a home (any more): nobody will read it, and nobody goes on.
            return EventHandling.Leave;
        }

        var decision = new ResidencyDecision(null, zone, home, inboundEvent.HomeOnly ? AwayMode.Deny : AwayMode.Mask);
        return HandlingPolicy.Decide(decision, region.Id, health.Of).Handling switch
        {
            Handling.Mask => EventHandling.Mask,
            Handling.Hold => EventHandling.Hold,
            _ => EventHandling.Leave,
        };
    }
}
