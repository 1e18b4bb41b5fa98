using System.Globalization;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>Keyboards of many languages write their own digits; values are stored with ours.</summary>
internal static class AsciiDigits
{
    public static string In(string text) =>
        text.Any(c => c > '9' && char.IsDigit(c))
            ? string.Concat(text.Select(c => char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : c))
            : text;
}
