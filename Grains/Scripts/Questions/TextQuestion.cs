using System.Text.RegularExpressions;

namespace OrleansFailover.Grains.Scripts.Questions;

/// <summary>Free text, trimmed.</summary>
internal sealed record TextQuestion : TypedQuestion
{
    /// <summary>Enough for any honest pattern on a short text. A turn must not wait for a pattern that explodes.</summary>
    public static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    public int MinLength { get; init; } = 1;

    public int MaxLength { get; init; } = 1000;

    /// <summary>The pattern that the whole text must match, or null.</summary>
    public Regex? Pattern { get; init; }

    protected override string? ReadText(string text) =>
        text.Length >= MinLength && text.Length <= MaxLength && Matches(text) ? text : null;

    private bool Matches(string text)
    {
        try
        {
            return Pattern?.IsMatch(text) ?? true;
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }
}
