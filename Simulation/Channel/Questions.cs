using System.Globalization;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts;

namespace OrleansFailover.Simulation.Channel;

/// <summary>What is asked, and what a customer can read in a reply.</summary>
internal static class Questions
{
    /// <summary>How many questions there are.</summary>
    public const int Count = 5;

    public const string Opening = "hi";

    public const string Back = "back";

    private const string Asking = "Question ";
    private const string Closing = "Complete:";

    /// <summary>The script, as the product reads it.</summary>
    public static IScriptCatalog Catalog { get; } = new OneScript(JsonScript.Parse(
        """
        {
          "name": "simulated",
          "questions": [
            { "id": "q1", "type": "text", "ask": "Question 1: name?" },
            { "id": "q2", "type": "text", "ask": "Question 2: city?" },
            { "id": "q3", "type": "text", "ask": "Question 3: topic?" },
            { "id": "q4", "type": "text", "ask": "Question 4: since?" },
            { "id": "q5", "type": "text", "ask": "Question 5: else?" }
          ],
          "closing": "Complete: {q1} {q2} {q3} {q4} {q5}"
        }
        """u8,
        "simulated.json"));

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
