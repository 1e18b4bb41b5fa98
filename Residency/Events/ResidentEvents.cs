using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Residency.Events;

/// <summary>Tells which events are of restricted senders, and puts them under masks. Pure; safe for concurrent use.</summary>
/// <param name="policy">The rules.</param>
/// <param name="mask">What restricted senders are put under.</param>
/// <param name="withoutMasking">Whether nobody is restricted, whatever the rules say: for drills.</param>
public sealed class ResidentEvents(ResidencyPolicy policy, EventMask mask, bool withoutMasking = false)
{
    /// <summary>True when a rule restricts anybody.</summary>
    public bool RestrictsAnybody { get; } = policy.RestrictsAnybody && !withoutMasking;

    /// <summary>The event as it goes on, masked where its sender is restricted, with the regions that are home to it.</summary>
    public ResidentEvent Of(InboundEvent inboundEvent)
    {
        ArgumentNullException.ThrowIfNull(inboundEvent);
        if (!RestrictsAnybody)
        {
            return new(inboundEvent, null);
        }

        // One that was masked before: the rule was looked at with all its ids.
        if (MaskedId.ZoneOf(inboundEvent.Conversation.UserId) is { } zone)
        {
            return new(inboundEvent, policy.HomeOf(zone));
        }

        var decision = policy.Decide(inboundEvent.Conversation.Channel, inboundEvent.Conversation.BusinessNumberId, UserIdsOf(inboundEvent));
        return decision.IsRestricted
            ? new(mask.Of(decision.Zone!, inboundEvent) with { HomeOnly = decision.Mode is AwayMode.Deny }, decision.Home)
            : new(inboundEvent, null);
    }

    /// <summary>The zone for which a region seals what names no sender; null: it may be readable here.</summary>
    /// <param name="businessNumberIds">The business numbers that it is of; null where they cannot be read.</param>
    public string? ZoneOfUnknownSenders(IReadOnlyCollection<string>? businessNumberIds, RegionId here) =>
        RestrictsAnybody ? policy.ZoneOfUnknownSenders(businessNumberIds, here) : null;

    private static IEnumerable<string> UserIdsOf(InboundEvent inboundEvent)
    {
        string?[] ids = [inboundEvent.Conversation.UserId, inboundEvent.Sender?.Phone, inboundEvent.Sender?.UserId];
        return ids.OfType<string>().Distinct(StringComparer.Ordinal);
    }
}
