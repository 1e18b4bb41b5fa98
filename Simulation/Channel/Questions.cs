using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Simulation.Channel;

/// <summary>What is asked, and what a customer can read in a reply.</summary>
internal static class Questions
{
    public const string Opening = "hi";

    public const string Back = "back";

    private const string Asking = "Question ";
    private const string Closing = "Complete:";

    private static readonly ConcurrentDictionary<int, IScriptCatalog> Catalogs = new();

    /// <summary>
    /// The script of so many questions, as the product reads it. Whoever writes after the end reads the summary again: a reply in doubt gives way to a newer one, and then the newer one
    /// must say what it would have said.
    /// </summary>
    public static IScriptCatalog Catalog(int questions) => Catalogs.GetOrAdd(questions, static count =>
    {
        var asked = string.Join(",", Enumerable.Range(1, count).Select(number => $$"""{ "id": "q{{number}}", "type": "text", "ask": "Question {{number}}: please?" }"""));
        var summary = $"Complete: {string.Join(' ', Enumerable.Range(1, count).Select(number => $"{{q{number}}}"))}";
        var script = $$"""{ "name": "simulated", "questions": [{{asked}}], "closing": "{{summary}}", "completed": "{{summary}}" }""";
        return new OneScript(JsonScript.Parse(Encoding.UTF8.GetBytes(script), "simulated.json"));
    });

    /// <summary>The number of the question that a reply asks, or null.</summary>
    public static int? Asks(string text) =>
        text.LastIndexOf(Asking, StringComparison.Ordinal) is >= 0 and var at && int.TryParse(text.AsSpan(at + Asking.Length, 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The answers that a closing reply lists, or null when it closes nothing.</summary>
    public static IReadOnlyList<string>? Summary(string text) =>
        text.StartsWith(Closing, StringComparison.Ordinal) ? text[Closing.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) : null;

    private sealed class OneScript(IConversationScript script) : IScriptCatalog
    {
        public IReadOnlyList<string> Names => [script.Name];

        public IConversationScript ForConversation(ConversationId conversation) => script;
    }
}
