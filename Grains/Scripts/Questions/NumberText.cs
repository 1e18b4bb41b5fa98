using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>Reads numbers as people type them: decimal comma or point, thousands with comma, point, space or apostrophe.</summary>
internal static partial class NumberText
{
    private const int MaxLength = 40;

    [GeneratedRegex(@"\A[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f'\u2019][0-9]{3})+(?:[.,][0-9]+)?\z")]
    private static partial Regex Spaced { get; }

    [GeneratedRegex(@"\A[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?\z")]
    private static partial Regex GroupedByComma { get; }

    [GeneratedRegex(@"\A[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?\z")]
    private static partial Regex GroupedByPoint { get; }

    [GeneratedRegex(@"\A[0-9]*[.,]?[0-9]+\z")]
    private static partial Regex Plain { get; }

    /// <summary>Every number that the text can mean: none, one, or two.</summary>
    public static IReadOnlyList<decimal> MeaningsOf(string text, char? decimalSeparator, bool integer)
    {
        var number = AsciiDigits.In(text.Trim()).Replace('\u2212', '-');
        var negative = number.StartsWith('-');
        number = number is ['+' or '-', ..] ? number[1..].TrimStart() : number;
        if (number.Length is 0 or > MaxLength)
        {
            return [];
        }

        var meanings = new List<decimal>();
        if (Spaced.IsMatch(number))
        {
            Add(string.Concat(number.Where(c => char.IsAsciiDigit(c) || c is '.' or ',')).Replace(',', '.'));
        }

        if (decimalSeparator is not ',' && GroupedByComma.IsMatch(number))
        {
            Add(number.Replace(",", "", StringComparison.Ordinal));
        }

        if (decimalSeparator is not '.' && GroupedByPoint.IsMatch(number))
        {
            Add(number.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'));
        }

        // Nobody writes a whole number with three zeros behind a decimal point.
        var grouped = integer && meanings.Count > 0;
        if (!grouped && Plain.IsMatch(number) && (decimalSeparator is null || !number.Contains(decimalSeparator == '.' ? ',' : '.', StringComparison.Ordinal)))
        {
            Add(number.Replace(',', '.'));
        }

        return meanings;

        void Add(string digits)
        {
            if (decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            {
                meanings.Add(negative ? -value : value);
            }
        }
    }
}
