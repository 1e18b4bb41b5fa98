using System.Collections;

namespace OrleansFailover.Grains.Interfaces.Scripts;

/// <summary>The answers given so far in a session, by question id. Normalised values as the script stored them.</summary>
public sealed class ScriptAnswers(IReadOnlyDictionary<string, string> answers) : IEnumerable<KeyValuePair<string, string>>
{
    /// <summary>No answers.</summary>
    public static ScriptAnswers None { get; } = new(new Dictionary<string, string>());

    public int Count => answers.Count;

    /// <summary>The answer to a question, or null.</summary>
    public string? this[string question] => answers.GetValueOrDefault(question);

    public bool Has(string question) => answers.ContainsKey(question);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => answers.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
