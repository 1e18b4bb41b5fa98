using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansFailover.Drill.Commands;

/// <summary>Durations as people write them: <c>500ms</c>, <c>20s</c>, <c>1m</c>.</summary>
internal static partial class Duration
{
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = default;
        if (Written().Match(text ?? "") is not { Success: true } match
            || !double.TryParse(match.Groups["value"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || value > MaxValue)
        {
            return false;
        }

        duration = match.Groups["unit"].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(value),
            "s" => TimeSpan.FromSeconds(value),
            _ => TimeSpan.FromMinutes(value),
        };
        return true;
    }

    private const double MaxValue = 1_000_000;

    [GeneratedRegex(@"^(?<value>[0-9]+(\.[0-9]+)?)(?<unit>ms|s|m)$")]
    private static partial Regex Written();
}
