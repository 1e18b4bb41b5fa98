using OrleansFailover.BusinessNumbers;
using OrleansFailover.Grains.Interfaces.Conversation;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Masking;
using OrleansFailover.Residency.Rules;
using OrleansFailover.Residency.Sealing.ConversationKeys;

namespace OrleansFailover.Silo.Admin;

/// <summary>Forgets the conversation of a user under all its ids: first the keys, then what the states say and what the grains remember. Again does no harm.</summary>
internal sealed class ConversationForgetter(
    IGrainFactory grains, IConversationKeys keys, ResidencyPolicy residency, IdMask mask, IBusinessNumbers numbers)
{
    // One user's ids; a state knows no more of them.
    private const int MaxConversations = 2 * ConversationState.MaxAliases;

    private const string Channel = "whatsapp";

    /// <summary>The conversation as it is kept, a restricted sender's under its mask, and the regions where it may be forgotten; null where the request names none.</summary>
    public (ConversationId Conversation, IReadOnlyList<RegionId> Home)? Find(ForgetRequest request)
    {
        if (request.BusinessNumber?.Trim() is not { Length: > 0 } number || request.User?.Trim() is not { Length: > 0 } user)
        {
            return null;
        }

        user = IsPhone(user) ? string.Concat(user.Where(char.IsAsciiDigit)) : user;
        var named = numbers.Current.Numbers.FirstOrDefault(known => known.Name == number || known.Id == number);
        try
        {
            var id = ConversationId.Create(named?.Channel ?? Channel, named?.Id ?? number, user);
            if (MaskedId.ZoneOf(user) is { } zone)
            {
                return (id, residency.HomeOf(zone));
            }

            var decision = residency.Decide(id.Channel, id.BusinessNumberId, [user]);
            return (decision.IsRestricted ? ConversationId.Create(id.Channel, id.BusinessNumberId, mask.OfUser(decision.Zone!, user)) : id,
                decision.IsRestricted ? decision.Home : residency.Regions.All);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <exception cref="ConversationKeyStoreException">The store of keys is out of reach; what is not in the answer is as it was.</exception>
    public async Task<ForgetAnswer> ForgetAsync(ConversationId conversation, CancellationToken cancellationToken)
    {
        List<ConversationId> all = [conversation];
        var (destroyed, emptied) = (0, 0);
        for (var i = 0; i < all.Count; i++)
        {
            var grain = grains.GetGrain<IConversationGrain>(all[i].Key);
            all.AddRange((await grain.GetOthers()).Where(other => !all.Contains(other)).Take(MaxConversations - all.Count).ToList());
            if (MaskedId.ZoneOf(all[i].UserId) is { } zone && await keys.ForgetAsync(zone, all[i], cancellationToken) is ForgetOutcome.KeyDestroyed)
            {
                destroyed++;
            }

            emptied += await grain.Forget() ? 1 : 0;
        }

        var reach = MaskedId.ZoneOf(conversation.UserId) is null ? ForgetReach.States : ForgetReach.Everywhere;
        return new([.. all.Select(id => id.ToString())], reach, destroyed, emptied);
    }

    private static bool IsPhone(string text) => text.All(letter => char.IsAsciiDigit(letter) || letter is '+' or ' ' or '-' or '(' or ')');
}
