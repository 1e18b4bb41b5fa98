using OrleansFailover.BusinessNumbers;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Silo.Admin;

/// <summary>
/// Finds conversations by what a person knows of them. A key is one. A pseudonym cannot be turned back, so it is looked for among those in memory; an id of a user is looked for
/// there, and at every configured business number.
/// </summary>
internal sealed class ConversationFinder(IGrainFactory grains, IBusinessNumbers numbers, ResidencyPolicy residency, KeptConversations kept)
{
    // A look costs a read of each document that it asks for.
    private const int MaxNumbers = 20;

    private const string PseudonymMark = "conversation:";

    /// <returns>Keys to look at, not all of which need be of a conversation; null when the text can be none.</returns>
    public async Task<IReadOnlyList<ConversationId>?> FindAsync(ConversationQuery query)
    {
        var text = query.Text.Trim();
        if (text.StartsWith(PseudonymMark, StringComparison.Ordinal))
        {
            return [.. (await InMemoryAsync()).Where(id => id.ToString() == text)];
        }

        if (text.Contains('/', StringComparison.Ordinal))
        {
            return TryParse(text) is { } key ? [kept.Kept(key)] : null;
        }

        var user = KeptConversations.UserOf(text);
        if (user.Length is 0 or > 256 || user.Any(char.IsControl))
        {
            return null;
        }

        var found = (await InMemoryAsync()).Where(id => id.UserId == user || id.UserId == kept.Kept(ConversationId.Create(id.Channel, id.BusinessNumberId, user)).UserId);
        return [.. found.Where(id => IsOf(id, query.BusinessNumber)).Concat(At(query.BusinessNumber, user)).Distinct()];
    }

    /// <summary>Whether what a conversation's user said may be shown in a region.</summary>
    public bool MayShow(ConversationId id, RegionId here) => MaskedId.ZoneOf(id.UserId) is { } zone
        ? residency.HomeOf(zone).Contains(here)
        : residency.Decide(id.Channel, id.BusinessNumberId, [id.UserId]).IsHome(here);

    private IEnumerable<ConversationId> At(string? businessNumber, string user) => string.IsNullOrWhiteSpace(businessNumber)
        ? numbers.Current.Numbers.Take(MaxNumbers).Select(number => kept.Kept(ConversationId.Create(number.Channel, number.Id, user)))
        : kept.At(businessNumber, user) is { } id ? [id] : [];

    private bool IsOf(ConversationId id, string? businessNumber) =>
        string.IsNullOrWhiteSpace(businessNumber) || id.BusinessNumberId == businessNumber.Trim()
        || numbers.Current.Numbers.Any(number => number.Name == businessNumber.Trim() && number.Id == id.BusinessNumberId);

    private async Task<IEnumerable<ConversationId>> InMemoryAsync()
    {
        var type = grains.GetGrain<IConversationGrain>("any/0/0").GetGrainId().Type;
        var active = await grains.GetGrain<IManagementGrain>(0).GetActiveGrains(type);
        return active.Select(grain => TryParse(grain.Key.ToString()!)).OfType<ConversationId>();
    }

    private static ConversationId? TryParse(string key)
    {
        try
        {
            return ConversationId.Parse(key);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
