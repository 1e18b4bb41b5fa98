using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.RegionalState;
using OrleansFailover.Residency.Events;

namespace OrleansFailover.WebhookGateway.Webhooks.Restricted;

/// <summary>What a gateway does with the events of restricted senders before it keeps them. Without rules that restrict anybody it does nothing.</summary>
internal sealed class RestrictedSenders(ResidentEvents residents, IEventSeals seals, PartSeals parts, IOptions<RegionOptions> regions)
{
    private readonly RegionId here = new(regions.Value.Current);

    /// <summary>Puts the events of restricted senders under masks, in place.</summary>
    /// <returns>The regions that are home to the first event that must not be readable here; null when all may stay.</returns>
    public IReadOnlyList<RegionId>? Mask(List<InboundEvent> events)
    {
        IReadOnlyList<RegionId>? home = null;
        for (var i = 0; residents.RestrictsAnybody && i < events.Count; i++)
        {
            var resident = residents.Of(events[i]);
            events[i] = resident.Event;
            home ??= resident.MayStayIn(here) ? null : resident.Home;
        }

        return home;
    }

    /// <summary>Seals the masked events that must not be readable here, in place.</summary>
    public void SealAway(List<InboundEvent> events)
    {
        for (var i = 0; i < events.Count; i++)
        {
            events[i] = residents.Of(events[i]).MayStayIn(here) ? events[i] : seals.Seal(events[i]);
        }
    }

    /// <summary>True when what is no event must be sealed before it is kept here, for it can be of anybody.</summary>
    public bool MustSealParts(ReadOnlyMemory<byte> content) =>
        residents.RestrictsAnybody && residents.ZoneOfUnknownSenders(PartNumbers.Of(content), here) is not null;

    /// <summary>A webhook, or a part of one, that is no event, as it may be kept here: as it came, or sealed for the zone that the rules name for its business number.</summary>
    public ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> content) =>
        residents.RestrictsAnybody && parts.Seal(PartNumbers.Of(content), here, content.Span) is { } kept ? kept : content;

    /// <summary>Masks, and seals what must not be readable here: for events that are not handed over any more.</summary>
    public void Keep(List<InboundEvent> events)
    {
        if (Mask(events) is not null)
        {
            SealAway(events);
        }
    }
}
