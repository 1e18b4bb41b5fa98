namespace OrleansFailover.Grains.Scripts;

/// <summary>One condition on an earlier answer. An answer whose own question is not asked counts as none.</summary>
/// <param name="Question">The earlier question.</param>
/// <param name="Test">How its answer is looked at.</param>
/// <param name="Values">The normalised values it is compared with.</param>
internal sealed record Condition(string Question, ConditionTest Test, IReadOnlyList<string> Values)
{
    public bool Holds(string? answer) => Test switch
    {
        ConditionTest.In => answer is not null && Values.Contains(answer),
        ConditionTest.NotIn => answer is null || !Values.Contains(answer),
        ConditionTest.Exists => answer is not null,
        _ => answer is null,
    };
}
