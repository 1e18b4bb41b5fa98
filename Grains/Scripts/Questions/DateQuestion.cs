using System.Globalization;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>A day. The answer is ISO 8601: <c>2027-03-09</c>.</summary>
internal sealed record DateQuestion : TypedQuestion
{
    public const string Iso = "yyyy-MM-dd";

    public static readonly IReadOnlyList<string> StandardFormats = [Iso, "d.M.yyyy", "d/M/yyyy", "d-M-yyyy"];

    public IReadOnlyList<string> Formats { get; init; } = StandardFormats;

    public DateOnly? Min { get; init; }

    public DateOnly? Max { get; init; }

    public static bool TryParseIso(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, Iso, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    public override string? NormaliseForBranch(string value) => TryParseIso(value, out _) ? value : null;

    protected override string? ReadText(string text)
    {
        var digits = AsciiDigits.In(text).TrimEnd('.');
        // One format at a time: the first in the script's order that fits is meant.
        foreach (var format in Formats)
        {
            if (DateOnly.TryParseExact(digits, format, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var date))
            {
                return (Min is null || date >= Min) && (Max is null || date <= Max) ? date.ToString(Iso, CultureInfo.InvariantCulture) : null;
            }
        }

        return null;
    }
}
