namespace OrleansFailover.Grains.Scripts;

/// <summary>
/// The id behind a button or a list row, <c>question:option</c>. It names its question because an old button can be tapped at any time.
/// </summary>
internal static class ChoiceId
{
    public static string Of(string question, string option) => $"{question}:{option}";

    public static bool TryParse(string? id, out string question, out string option)
    {
        var colon = id?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        (question, option) = colon > 0 ? (id![..colon], id[(colon + 1)..]) : ("", "");
        return colon > 0;
    }
}
