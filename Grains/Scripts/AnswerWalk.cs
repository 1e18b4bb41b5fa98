using OrleansFailover.Grains.Interfaces.Scripts;
using OrleansFailover.Grains.Scripts.Questions;

namespace OrleansFailover.Grains.Scripts;

/// <summary>
/// The questions that are asked with these answers, in order. A branch looks only at answers of questions that are asked themselves: when an
/// early answer changes, what hung on the old one stays stored, but counts no more.
/// </summary>
internal sealed class AnswerWalk
{
    private readonly Dictionary<string, string> counted = new(StringComparer.Ordinal);

    public AnswerWalk(IReadOnlyList<Question> questions, ScriptAnswers answers)
    {
        var asked = new List<Question>(questions.Count);
        foreach (var question in questions)
        {
            if (!question.When.All(condition => condition.Holds(counted.GetValueOrDefault(condition.Question))))
            {
                continue;
            }

            asked.Add(question);
            if (answers[question.Id] is { } answer)
            {
                counted[question.Id] = answer;
            }
        }

        Asked = asked;
    }

    public IReadOnlyList<Question> Asked { get; }

    /// <summary>
    /// The first question without an answer, or null. Looks no further than there, and at no value that does not matter: of sealed answers it needs to know which
    /// there are, unless a branch is decided by what one says.
    /// </summary>
    public static Question? FirstOpen(IReadOnlyList<Question> questions, ScriptAnswers answers)
    {
        var counted = new HashSet<string>(StringComparer.Ordinal);
        foreach (var question in questions)
        {
            if (question.When.OrderBy(condition => condition.LooksAtTheValue).All(condition => condition.Holds(counted.Contains(condition.Question), answers))
                && !(answers.Has(question.Id) && counted.Add(question.Id)))
            {
                return question;
            }
        }

        return null;
    }

    /// <summary>The first question without an answer, or null.</summary>
    public Question? Open => Asked.FirstOrDefault(question => !counted.ContainsKey(question.Id));

    public string? Answer(string question) => counted.GetValueOrDefault(question);

    /// <summary>The last answered question before the open one; at the end of the script, the last answered one.</summary>
    public Question? LastAnsweredBefore(string? open) =>
        Asked.TakeWhile(question => question.Id != open).LastOrDefault(question => counted.ContainsKey(question.Id));
}
