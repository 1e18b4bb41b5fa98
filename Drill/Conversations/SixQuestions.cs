using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansFailover.Drill.Conversations;

/// <summary>What a customer of the script <c>six-questions</c> can read in a reply.</summary>
internal static partial class SixQuestions
{
    /// <summary>How many questions there are.</summary>
    public const int Count = 6;

    /// <summary>What opens a conversation.</summary>
    public const string Opening = "hi";

    /// <summary>What takes the last answer back.</summary>
    public const string Back = "back";

    /// <summary>The question that the text asks, the last one when it names several, or null.</summary>
    public static int? Asks(string text) =>
        Question().Matches(text) is { Count: > 0 } matches
            ? int.Parse(matches[^1].Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
            : null;

    /// <summary>The answers that a closing text lists, in order; null when the text asks something or lists nothing.</summary>
    public static IReadOnlyList<string>? Summary(string text) =>
        Asks(text) is null && Token().Matches(text) is { Count: > 0 } matches ? [.. matches.Select(match => match.Value)] : null;

    /// <summary>An answer that no other customer, question or attempt gives.</summary>
    public static string Token(int customer, int question, string mark) =>
        string.Create(CultureInfo.InvariantCulture, $"a{customer}-q{question}-{mark}");

    [GeneratedRegex(@"\bQuestion (?<number>[0-9]+):")]
    private static partial Regex Question();

    [GeneratedRegex(@"\ba[0-9]+-q[0-9]+-[a-z0-9]{4,}\b")]
    private static partial Regex Token();
}
