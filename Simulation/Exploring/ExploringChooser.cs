using OrleansFailover.Simulation.Kernel;

namespace OrleansFailover.Simulation.Exploring;

/// <summary>
/// Chooses the steps of one run after another so that every order is tried once: depth first, each run anew from the start. Steps happen in the order in which they became
/// possible, but for so many deviations: each lets one step go before all that were possible earlier.
/// </summary>
/// <param name="deviations">The most deviations of one run.</param>
internal sealed class ExploringChooser(int deviations) : IStepChooser
{
    private readonly List<(int Taken, int Possible)> choices = [];
    private readonly List<Step> offered = [];
    private int depth;

    /// <summary>How many steps this run took.</summary>
    public int Taken { get; private set; }

    /// <summary>What happened in this run, in order.</summary>
    public List<string> Story { get; } = [];

    /// <summary>Once off, what is offered happens in order: what is judged is how it ends, not in which order.</summary>
    public bool IsOff { get; set; }

    /// <summary>Called before the step of this number, from 0.</summary>
    public (int Number, Action Action)? Before { get; set; }

    public void Offer(Step step) => offered.Add(step);

    public bool TakeOne()
    {
        if (Before is { } before && before.Number == Taken)
        {
            Before = null;
            before.Action();
        }

        if (offered.Count == 0)
        {
            return false;
        }

        var index = IsOff || offered.Count == 1 ? 0 : Choose();
        var step = offered[index];
        offered.RemoveAt(index);
        Taken++;
        Story.Add($"{step.Life?.Name ?? "outside"}: {step.Touches}");
        step.Run();
        return true;
    }

    /// <summary>Prepares the next run.</summary>
    /// <returns>False when every order was tried.</returns>
    public bool TryNext()
    {
        offered.Clear();
        Story.Clear();
        (depth, Taken, IsOff, Before) = (0, 0, false, null);
        while (choices.Count > 0)
        {
            var (taken, possible) = choices[^1];
            choices.RemoveAt(choices.Count - 1);
            if (taken + 1 < possible && choices.Count(choice => choice.Taken > 0) < deviations)
            {
                choices.Add((taken + 1, possible));
                return true;
            }
        }

        return false;
    }

    private int Choose()
    {
        if (depth == choices.Count)
        {
            choices.Add((0, offered.Count));
        }

        var (taken, possible) = choices[depth++];
        return possible == offered.Count ? taken : throw new InvalidOperationException("The same choices led to another world: a run is not repeatable.");
    }
}
