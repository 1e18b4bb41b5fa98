using OrleansFailover.Grains.Interfaces.Scripts;

namespace OrleansFailover.Grains.Scripts;

/// <summary>One condition on an earlier answer. An answer whose own question is not asked counts as none.</summary>
/// <param name="Question">The earlier question.</param>
/// <param name="Test">How its answer is looked at.</param>
/// <param name="Values">The normalised values it is compared with.</param>
internal sealed record Condition(string Question, ConditionTest Test, IReadOnlyList<string> Values)
{
    /// <summary>True when it needs the answer's value, and not only to know whether there is one.</summary>
    public bool LooksAtTheValue => Test is ConditionTest.In or ConditionTest.NotIn;

    /// <summary>Whether it holds for what is known of the answers.</summary>
    /// <param name="counts">Whether there is an answer that counts.</param>
    /// <param name="answers">Where the value of one that counts is looked up.</param>
    public bool Holds(bool counts, ScriptAnswers answers) => Test switch
    {
        ConditionTest.Exists => counts,
        ConditionTest.Missing => !counts,
        _ => Holds(counts ? answers[Question] : null),
    };

    public bool Holds(string? answer) => Test switch
    {
        ConditionTest.In => answer is not null && Values.Contains(answer),
        ConditionTest.NotIn => answer is null || !Values.Contains(answer),
        ConditionTest.Exists => answer is not null,
        _ => answer is null,
    };
}
