namespace OrleansFailover.History;

/// <summary>How a promise fared.</summary>
/// <param name="Name">The promise.</param>
/// <param name="Checked">How many verdicts there were. None at all is no success.</param>
/// <param name="Broken">How many of them broke it.</param>
/// <param name="Counted">How many more broke it in a way that the fault can bring about whatever a program does.</param>
/// <param name="Examples">The first of the broken ones, at most <see cref="MaxExamples"/>.</param>
/// <param name="CountedExamples">The first of the counted ones, at most <see cref="MaxExamples"/>.</param>
public sealed record PromiseResult(
    string Name, int Checked, int Broken, int Counted, IReadOnlyList<string> Examples, IReadOnlyList<string> CountedExamples)
{
    /// <summary>The most examples that are kept of a promise.</summary>
    public const int MaxExamples = 5;

    /// <summary>True when it was checked and never broken.</summary>
    public bool Held => Checked > 0 && Broken == 0;
}
