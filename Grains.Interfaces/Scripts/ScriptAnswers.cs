using System.Collections;

namespace OrleansFailover.Grains.Interfaces.Scripts;

/// <summary>
/// The answers given so far in a session, by question id. Normalised values as the script stored them. Answers that are sealed are there and have no value:
/// whether one was looked at all the same is noted. Not thread-safe where it is sealed.
/// </summary>
public sealed class ScriptAnswers : IEnumerable<KeyValuePair<string, string>>
{
    private readonly IReadOnlyDictionary<string, string> answers;
    private readonly IReadOnlySet<string> closed;

    public ScriptAnswers(IReadOnlyDictionary<string, string> answers)
        : this(answers, new HashSet<string>())
    {
    }

    private ScriptAnswers(IReadOnlyDictionary<string, string> answers, IReadOnlySet<string> closed)
    {
        this.answers = answers;
        this.closed = closed;
    }

    /// <summary>No answers.</summary>
    public static ScriptAnswers None { get; } = new(new Dictionary<string, string>());

    /// <summary>Answers that only another region can read.</summary>
    public static ScriptAnswers Sealed(IEnumerable<string> questions) =>
        new(new Dictionary<string, string>(), questions.ToHashSet(StringComparer.Ordinal));

    /// <summary>Answers of which some stand and say nothing any more.</summary>
    public static ScriptAnswers Of(IReadOnlyDictionary<string, string> answers, IEnumerable<string> expired) =>
        new(answers, expired.ToHashSet(StringComparer.Ordinal));

    /// <summary>True once somebody looked for the value of a sealed answer: what was made of it does not count.</summary>
    public bool SealedOneMissed { get; private set; }

    public int Count => answers.Count + closed.Count;

    /// <summary>The answer to a question, or null.</summary>
    public string? this[string question]
    {
        get
        {
            SealedOneMissed |= closed.Contains(question);
            return answers.GetValueOrDefault(question);
        }
    }

    public bool Has(string question) => answers.ContainsKey(question) || closed.Contains(question);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        SealedOneMissed |= closed.Count > 0;
        return answers.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
