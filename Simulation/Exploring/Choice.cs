using OrleansFailover.Simulation.Kernel;

namespace OrleansFailover.Simulation.Exploring;

/// <summary>One place in a run where something had to be chosen.</summary>
internal sealed class Choice(IReadOnlyList<OfferedStep> steps, IReadOnlyList<OfferedStep> asleep)
{
    /// <summary>What could happen.</summary>
    public IReadOnlyList<OfferedStep> Steps => steps;

    /// <summary>What need not be tried here: it was tried before, and nothing since depends on it.</summary>
    public IReadOnlyList<OfferedStep> Asleep => asleep;

    /// <summary>What was tried here in earlier runs.</summary>
    public List<OfferedStep> Tried { get; } = [];

    /// <summary>What happens in this run.</summary>
    public OfferedStep? Taken { get; set; }

    /// <summary>The next one to try, or null.</summary>
    public OfferedStep? Next() => steps.FirstOrDefault(step => !Tried.Exists(tried => tried.Id == step.Id) && !asleep.Any(other => other.Id == step.Id));
}

/// <summary>A step with its number in the run: the same in every run that began with the same choices.</summary>
internal sealed record OfferedStep(int Id, Step Step)
{
    /// <summary>
    /// True when the order of two steps can make a difference: of one process, on one thing, or when one of them is the loss of a region that the other one has to do with.
    /// </summary>
    public bool Meets(OfferedStep other) =>
        (Step.Life is not null && Step.Life == other.Step.Life)
        || Step.Touches == other.Step.Touches
        || IsOfRegion(Step, other.Step)
        || IsOfRegion(other.Step, Step);

    // "region west" meets "redis west" and whatever a process of west does.
    private static bool IsOfRegion(Step whole, Step part)
    {
        const string Whole = "region ";
        if (!whole.Touches.StartsWith(Whole, StringComparison.Ordinal))
        {
            return false;
        }

        var name = whole.Touches[Whole.Length..];
        return part.Touches.Contains(name, StringComparison.Ordinal) || part.Life?.Name.Contains(name, StringComparison.Ordinal) == true;
    }
}
