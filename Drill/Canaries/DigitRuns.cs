using System.Text;

namespace OrleansFailover.Drill.Canaries;

/// <summary>The digits of a text without what people put between them: <c>+49 (170) 123-4567</c> is <c>491701234567</c>.</summary>
/// <param name="Digits">The digits; anything that parts two numbers is a line feed.</param>
/// <param name="Origins">Where each of them stood.</param>
internal sealed record DigitRuns(string Digits, IReadOnlyList<int> Origins)
{
    private const string Separators = " -.()/+";

    // "+49 (170)": more between two digits parts two numbers.
    private const int MostBetween = 3;
    private const char End = '\n';

    public static DigitRuns Of(string text)
    {
        var digits = new StringBuilder();
        var origins = new List<int>();
        var between = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsAsciiDigit(text[at]))
            {
                digits.Append(text[at]);
                origins.Add(at);
                between = 0;
            }
            else if ((!Separators.Contains(text[at], StringComparison.Ordinal) || ++between > MostBetween) && digits.Length > 0 && digits[^1] != End)
            {
                digits.Append(End);
                origins.Add(at);
            }
        }

        return new DigitRuns(digits.ToString(), origins);
    }

    /// <summary>True when these digits stand next to each other in the text.</summary>
    public bool AreTogether(int first, int count) => Origins[first + count - 1] - Origins[first] == count - 1;
}
