using System.Text.RegularExpressions;

namespace OrleansFailover.Grains.Scripts;

/// <summary>The form of ids in a script. No colon: that joins a question and an option in the id of a button.</summary>
internal static partial class Identifiers
{
    public const string Rule = "1 to 40 characters: letters a-z and A-Z, digits, '-' and '_', beginning with a letter or digit";

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_-]{0,39}\z")]
    private static partial Regex Pattern { get; }

    public static bool IsValid(string id) => Pattern.IsMatch(id);
}
