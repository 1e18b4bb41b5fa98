using System.Globalization;
using System.Text;
using OrleansFailover.DeadLetters.Client;

namespace OrleansFailover.Drill.Commands.DeadLetters;

/// <summary>Letters for people.</summary>
internal static class LetterText
{
    /// <summary>One line. The name tells the time and the reason, and comes first so that it can be copied.</summary>
    public static string Line(Letter letter) => string.Create(
        CultureInfo.InvariantCulture,
        $"{letter.Id}  {letter.Status}  {letter.Attempts} tries  {letter.ContentBytes} bytes  {string.Join(' ', letter.Conversations)}").TrimEnd();

    /// <summary>All that the gateway told.</summary>
    public static string Full(Letter letter)
    {
        var text = new StringBuilder();
        Add(text, "id", letter.Id);
        Add(text, "reason", letter.Reason);
        Add(text, "detail", letter.Detail);
        Add(text, "region", letter.Region);
        Add(text, "acked", Time(letter.Time));
        Add(text, "kept", Time(letter.KeptAt));
        Add(text, "source", letter.Source);
        Add(text, "attempts", letter.Attempts.ToString(CultureInfo.InvariantCulture));
        Add(text, "crossings", letter.FailoverCount.ToString(CultureInfo.InvariantCulture));
        Add(text, "conversations", string.Join(' ', letter.Conversations));
        Add(text, "status", letter.StatusAt is { } since ? $"{letter.Status} since {Time(since)}" : letter.Status);
        Add(text, "bytes", letter.ContentBytes.ToString(CultureInfo.InvariantCulture));
        Add(text, "content", letter.Content);
        Add(text, "base64", letter.ContentBase64);
        return text.ToString().TrimEnd('\n');
    }

    private static void Add(StringBuilder text, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name,-14}{value}").Append('\n');
        }
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
