using OrleansFailover.BusinessNumbers;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Masking;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Silo.Admin;

/// <summary>
/// Finds conversations by what a person knows of them. A key is one. A pseudonym cannot be turned back, so it is looked for among those in memory; an id of a user is looked for
/// there, and at every configured business number.
/// </summary>
internal sealed class ConversationFinder(IGrainFactory grains, IBusinessNumbers numbers, ResidencyPolicy residency, IdMask mask)
{
    // A look costs a read of each document that it asks for.
    private const int MaxNumbers = 20;

    private const string Channel = "whatsapp";
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
            return TryParse(text) is { } key ? [Kept(key)] : null;
        }

        var user = IsPhone(text) ? string.Concat(text.Where(char.IsAsciiDigit)) : text;
        if (user.Length is 0 or > 256 || user.Any(char.IsControl))
        {
            return null;
        }

        var found = (await InMemoryAsync()).Where(id => id.UserId == user || id.UserId == Kept(ConversationId.Create(id.Channel, id.BusinessNumberId, user)).UserId);
        return [.. found.Where(id => IsOf(id, query.BusinessNumber)).Concat(At(query.BusinessNumber, user)).Distinct()];
    }

    /// <summary>Whether what a conversation's user said may be shown in a region.</summary>
    public bool MayShow(ConversationId id, RegionId here) => MaskedId.ZoneOf(id.UserId) is { } zone
        ? residency.HomeOf(zone).Contains(here)
        : residency.Decide(id.Channel, id.BusinessNumberId, [id.UserId]).IsHome(here);

    // As the conversation is kept: a restricted sender's under its mask.
    private ConversationId Kept(ConversationId id) =>
        residency.Decide(id.Channel, id.BusinessNumberId, [id.UserId]) is { IsRestricted: true, Zone: { } zone }
            ? ConversationId.Create(id.Channel, id.BusinessNumberId, mask.OfUser(zone, id.UserId))
            : id;

    private IEnumerable<ConversationId> At(string? businessNumber, string user)
    {
        var configured = numbers.Current.Numbers;
        if (string.IsNullOrWhiteSpace(businessNumber))
        {
            return configured.Take(MaxNumbers).Select(number => Kept(ConversationId.Create(number.Channel, number.Id, user)));
        }

        var named = configured.FirstOrDefault(number => number.Name == businessNumber.Trim() || number.Id == businessNumber.Trim());
        return TryParse($"{named?.Channel ?? Channel}/{named?.Id ?? businessNumber.Trim()}/{user}") is { } id ? [Kept(id)] : [];
    }

    private bool IsOf(ConversationId id, string? businessNumber) =>
        string.IsNullOrWhiteSpace(businessNumber) || id.BusinessNumberId == businessNumber.Trim()
        || numbers.Current.Numbers.Any(number => number.Name == businessNumber.Trim() && number.Id == id.BusinessNumberId);

    private async Task<IEnumerable<ConversationId>> InMemoryAsync()
    {
        var type = grains.GetGrain<IConversationGrain>($"{Channel}/0/0").GetGrainId().Type;
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

    private static bool IsPhone(string text) => text.Length > 0 && text.All(letter => char.IsAsciiDigit(letter) || letter is '+' or ' ' or '-' or '(' or ')');
}
