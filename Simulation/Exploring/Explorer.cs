using OrleansFailover.Simulation.Mutants;

namespace OrleansFailover.Simulation.Exploring;

/// <summary>Tries the orders of the steps of a small scope, with the loss of a region before every step, on the product's own logic.</summary>
internal static class Explorer
{
    /// <param name="deviations">The bound of <see cref="ExploringChooser"/>.</param>
    public static ExplorerResult Explore(SmallScope scope, int deviations, Mutant mutant = Mutant.None)
    {
        var (orders, longest) = (0, 0);
        var last = scope.Loses is null ? 0 : int.MaxValue;
        for (var losesAt = 0; losesAt <= last; losesAt++)
        {
            var chooser = new ExploringChooser(deviations);
            var longestHere = 0;
            do
            {
                var broken = new ScopeRun(scope, mutant, chooser, losesAt).Play();
                orders++;
                longestHere = Math.Max(longestHere, chooser.Taken);
                if (broken.Count > 0)
                {
                    return new(scope, orders, chooser.Taken, new(broken, [.. chooser.Story]));
                }
            }
            while (chooser.TryNext());

            longest = Math.Max(longest, longestHere);
            if (losesAt >= longestHere)
            {
                break;
            }
        }

        return new(scope, orders, longest, null);
    }
}
