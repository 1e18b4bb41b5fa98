using System.Globalization;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>A number. The answer has a decimal point and no grouping: <c>1234.5</c>.</summary>
internal sealed record NumberQuestion : TypedQuestion
{
    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    public bool Integer { get; init; }

    /// <summary>The character before the decimals, or null when either may be meant.</summary>
    public char? DecimalSeparator { get; init; }

    public static string Normalise(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    // A branch is written in JSON, whose numbers have a point.
    public override string? NormaliseForBranch(string value) =>
        decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Allows(number) ? Normalise(number) : null;

    protected override string? ReadText(string text)
    {
        var meanings = NumberText.MeaningsOf(text, DecimalSeparator, Integer).Where(Allows).Distinct().ToList();
        // "1,234" is one and a bit, or more than a thousand. When the limits do not tell either, asking again is better than guessing.
        return meanings.Count == 1 ? Normalise(meanings[0]) : null;
    }

    private bool Allows(decimal value) =>
        (Min is null || value >= Min) && (Max is null || value <= Max) && (!Integer || decimal.Truncate(value) == value);
}
