namespace OrleansFailover.Grains.Scripts.Loading;

/// <summary>The members that each object of a script may have. The published JSON schema lists the same; a test compares them.</summary>
internal static class ScriptMembers
{
    public static readonly IReadOnlyList<string> Script =
    [
        "$schema", "name", "greeting", "questions", "closing", "completed", "newSessionAfterClosing", "changeable", "words", "retry", "help",
        "nothingToTakeBack", "unanswered", "neutral", "held", "template",
    ];

    public static readonly IReadOnlyList<string> Words = ["back", "restart", "help"];

    public static readonly IReadOnlyList<string> Template = ["name", "language", "parameters"];

    public static readonly IReadOnlyList<string> Condition = ["question", "equals", "in", "not", "exists"];

    public static readonly IReadOnlyList<string> Option = ["id", "title", "description"];

    /// <summary>Of every question.</summary>
    public static readonly IReadOnlyList<string> Question = ["id", "type", "ask", "retry", "help", "when", "outside"];

    /// <summary>Of a question of one type, beside those of every question.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> ByType = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
    {
        ["text"] = ["minLength", "maxLength", "pattern"],
        ["choice"] = ["options", "listLabel"],
        ["number"] = ["min", "max", "integer", "decimalSeparator"],
        ["date"] = ["dateFormats", "min", "max"],
        ["email"] = [],
        ["phone"] = [],
        ["yesNo"] = ["yes", "no"],
        ["location"] = [],
        ["media"] = ["kinds"],
    };

    public static IReadOnlyList<string> QuestionOf(string type) => [.. Question, .. ByType[type]];
}
