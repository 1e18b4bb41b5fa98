using OrleansFailover.BusinessNumbers;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Residency.Masking;
using OrleansFailover.Residency.Rules;

namespace OrleansFailover.Silo.Admin;

/// <summary>Tells under which key a conversation is kept from what a person knows of it.</summary>
internal sealed class KeptConversations(IBusinessNumbers numbers, ResidencyPolicy residency, IdMask mask)
{
    private const string Channel = "whatsapp";

    /// <summary>The id of a user as it stands in a key: a phone number in digits, whatever else people write into one.</summary>
    public static string UserOf(string text) => IsPhone(text) ? string.Concat(text.Where(char.IsAsciiDigit)) : text;

    /// <summary>The conversation as it is kept: a restricted sender's under its mask.</summary>
    public ConversationId Kept(ConversationId id) =>
        MaskedId.ZoneOf(id.UserId) is null && residency.Decide(id.Channel, id.BusinessNumberId, [id.UserId]) is { IsRestricted: true, Zone: { } zone }
            ? ConversationId.Create(id.Channel, id.BusinessNumberId, mask.OfUser(zone, id.UserId))
            : id;

    /// <summary>The conversation of a user at a business number; null where they can be none.</summary>
    /// <param name="businessNumber">The channel's id of the number, or its name in the configuration.</param>
    /// <param name="user">As <see cref="UserOf"/> gives it.</param>
    public ConversationId? At(string businessNumber, string user)
    {
        var number = businessNumber.Trim();
        var named = numbers.Current.Numbers.FirstOrDefault(known => known.Name == number || known.Id == number);
        try
        {
            return Kept(ConversationId.Create(named?.Channel ?? Channel, named?.Id ?? number, user));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static bool IsPhone(string text) => text.Length > 0 && text.All(letter => char.IsAsciiDigit(letter) || letter is '+' or ' ' or '-' or '(' or ')');
}
