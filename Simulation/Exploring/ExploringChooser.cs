using OrleansFailover.Simulation.Kernel;

namespace OrleansFailover.Simulation.Exploring;

/// <summary>
/// Chooses the steps of one run after another so that every order is tried once: depth first, each run anew from the start. Orders that differ only in steps that do not
/// meet are one (sleep sets).
/// </summary>
internal sealed class ExploringChooser : IStepChooser
{
    private readonly List<Choice> choices = [];
    private readonly List<OfferedStep> offered = [];
    private int depth;
    private int ids;

    /// <summary>True when the rest of this run was tried in another order already.</summary>
    public bool IsRedundant { get; private set; }

    /// <summary>How many steps this run took.</summary>
    public int Taken { get; private set; }

    /// <summary>What happened in this run, in order.</summary>
    public List<string> Story { get; } = [];

    /// <summary>Once off, what is offered happens in order: what is judged is how it ends, not in which order.</summary>
    public bool IsOff { get; set; }

    public void Offer(Step step) => offered.Add(new(ids++, step));

    public bool TakeOne()
    {
        if (offered.Count == 0 || IsRedundant)
        {
            return false;
        }

        var step = IsOff ? offered[0] : Choose();
        if (step is null)
        {
            IsRedundant = true;
            return false;
        }

        offered.Remove(step);
        Taken++;
        Story.Add($"{step.Step.Life?.Name ?? "outside"}: {step.Step.Touches}");
        step.Step.Run();
        return true;
    }

    /// <summary>Prepares the next run.</summary>
    /// <returns>False when every order was tried.</returns>
    public bool TryNext()
    {
        offered.Clear();
        Story.Clear();
        (depth, ids, Taken, IsRedundant, IsOff) = (0, 0, 0, false, false);
        while (choices.Count > 0)
        {
            var last = choices[^1];
            if (last.Taken is { } taken)
            {
                last.Tried.Add(taken);
                last.Taken = null;
            }

            if (last.Next() is { } next)
            {
                last.Taken = next;
                return true;
            }

            choices.RemoveAt(choices.Count - 1);
        }

        return false;
    }

    private OfferedStep? Choose()
    {
        if (depth == choices.Count)
        {
            var asleep = choices.Count == 0
                ? []
                : choices[^1].Asleep.Concat(choices[^1].Tried).Where(step => !step.Meets(choices[^1].Taken!)).ToList();
            var choice = new Choice([.. offered], asleep);
            choice.Taken = choice.Next();
            if (choice.Taken is null)
            {
                return null;
            }

            choices.Add(choice);
        }

        var id = choices[depth++].Taken!.Id;
        return offered.Find(step => step.Id == id) ?? throw new InvalidOperationException("The same choices led to another world: a run is not repeatable.");
    }
}
