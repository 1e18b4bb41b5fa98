using System.Collections.Immutable;
using PhoneNumbers;

namespace OrleansFailover.Residency.Rules;

/// <summary>Tells the country of a sender from a phone number or a business-scoped id.</summary>
internal static class SenderCountry
{
    // What libphonenumber calls numbers of no country, such as satellite phones.
    private const string NoCountry = "001";

    private static readonly PhoneNumberUtil Phones = PhoneNumberUtil.GetInstance();

    private static readonly ImmutableHashSet<string> Known = [.. Phones.GetSupportedRegions()];

    public static bool IsKnown(string code) => Known.Contains(code);

    /// <summary>
    /// The countries an id can be of: one for most; those that share the calling code where the number fits none of them exactly; none
    /// where nothing can be told.
    /// </summary>
    public static IReadOnlyList<string> Of(SenderId sender) => sender.Kind switch
    {
        SenderIdKind.BusinessScoped => [sender.Value[..2]],
        SenderIdKind.Phone => OfPhone(sender.Value),
        _ => [],
    };

    private static IReadOnlyList<string> OfPhone(string digits)
    {
        PhoneNumber number;
        try
        {
            number = Phones.Parse($"+{digits}", null);
        }
        catch (NumberParseException)
        {
            return [];
        }

        return Phones.GetRegionCodeForNumber(number) is { } country and not NoCountry
            ? [country]
            : [.. Phones.GetRegionCodesForCountryCode(number.CountryCode).Where(code => code != NoCountry)];
    }
}
