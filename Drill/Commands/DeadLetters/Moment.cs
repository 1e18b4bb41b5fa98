using System.Globalization;

namespace OrleansFailover.Drill.Commands.DeadLetters;

/// <summary>Times as people write them: <c>2026-11-23T22:16Z</c>, <c>2026-11-23</c>, or how long ago, <c>30m</c>. Without an offset they are UTC.</summary>
internal static class Moment
{
    private static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static bool TryParse(string? text, DateTimeOffset now, out DateTimeOffset moment)
    {
        if (Duration.TryParse(text, out var ago))
        {
            moment = now - ago;
            return true;
        }

        return DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);
    }
}
