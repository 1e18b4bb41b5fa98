using System.Text.RegularExpressions;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>A phone number with its country code. The answer is in E.164 form: <c>+491701234567</c>.</summary>
internal sealed partial record PhoneQuestion : TypedQuestion
{
    // E.164 allows 15 digits; no country has a complete number with fewer than 8.
    [GeneratedRegex(@"\A\+[1-9][0-9]{7,14}\z")]
    private static partial Regex E164 { get; }

    [GeneratedRegex(@"[\s\u00a0().\-/\u2010-\u2013]")]
    private static partial Regex Separators { get; }

    protected override string? ReadText(string text)
    {
        if (text.Length > 40)
        {
            return null;
        }

        // "+49 (0) 170" is a habit, and the zero is not dialled.
        var digits = Separators.Replace(AsciiDigits.In(text).Replace("(0)", "", StringComparison.Ordinal), "");
        var number = digits.StartsWith("00", StringComparison.Ordinal) ? $"+{digits[2..]}" : digits;
        return E164.IsMatch(number) ? number : null;
    }
}
