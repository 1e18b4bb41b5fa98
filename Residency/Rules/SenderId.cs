using System.Text.RegularExpressions;

namespace OrleansFailover.Residency.Rules;

/// <summary>One id of a sender in the form in which ids are compared.</summary>
/// <param name="Value">Digits of a phone number, without a plus sign; any other id as it is.</param>
internal readonly partial record struct SenderId(SenderIdKind Kind, string Value)
{
    public static SenderId Of(string text)
    {
        var trimmed = text.Trim();
        return BusinessScopedForm().IsMatch(trimmed) ? new(SenderIdKind.BusinessScoped, trimmed)
            : PhoneForm().IsMatch(trimmed) ? new(SenderIdKind.Phone, string.Concat(trimmed.Where(char.IsAsciiDigit)))
            : new(SenderIdKind.Other, trimmed);
    }

    [GeneratedRegex(@"^[A-Z]{2}\.[^\s]+$")]
    private static partial Regex BusinessScopedForm();

    // People write numbers in groups; channels give digits alone.
    [GeneratedRegex(@"^\+?[0-9]([ ().\-/]?[0-9])+$")]
    private static partial Regex PhoneForm();
}
