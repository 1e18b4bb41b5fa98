using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.RegionalState;
using OrleansFailover.Residency.Events;

namespace OrleansFailover.WebhookGateway.Webhooks.Restricted;

/// <summary>What a gateway does with the events of restricted senders before it keeps them. Without rules that restrict anybody it does nothing.</summary>
internal sealed class RestrictedSenders(ResidentEvents residents, IEventSeals seals, HomeKeys keys, PartSeals parts, IOptions<RegionOptions> regions)
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

    /// <summary>
    /// Seals the masked events in place, in every region: at home for their conversations, so that "forget" reaches what a log or a letter holds of them; for
    /// the zone elsewhere, and where home has no key of the conversation yet.
    /// </summary>
    /// <returns>True when there are any: then nothing may be kept of the webhook as it came.</returns>
    public async ValueTask<bool> SealAsync(List<InboundEvent> events)
    {
        if (!residents.RestrictsAnybody || !events.Exists(IsRestricted))
        {
            return false;
        }

        var found = await keys.FindAsync(events
            .Where(item => (item.Message ?? item.Echo) is not null && IsRestricted(item) && residents.Of(item).MayStayIn(here))
            .Select(item => item.Conversation).Distinct());
        for (var i = 0; i < events.Count; i++)
        {
            events[i] = seals.Seal(events[i], found.GetValueOrDefault(events[i].Conversation));
        }

        return true;
    }

    /// <summary>True when what is no event must be sealed before it is kept here, for it can be of anybody.</summary>
    public bool MustSealParts(ReadOnlyMemory<byte> content) =>
        residents.RestrictsAnybody && residents.ZoneOfUnknownSenders(PartNumbers.Of(content), here) is not null;

    /// <summary>A webhook, or a part of one, that is no event, as it may be kept here: as it came, or sealed for the zone that the rules name for its business number.</summary>
    public ReadOnlyMemory<byte> Part(ReadOnlyMemory<byte> content) =>
        residents.RestrictsAnybody && parts.Seal(PartNumbers.Of(content), here, content.Span) is { } kept ? kept : content;

    /// <summary>Masks and seals: for events that are not handed over any more.</summary>
    public ValueTask<bool> KeepAsync(List<InboundEvent> events)
    {
        Mask(events);
        return SealAsync(events);
    }

    private static bool IsRestricted(InboundEvent item) => MaskedId.ZoneOf(item.Conversation.UserId) is not null;
}
