using OrleansFailover.Simulation.Mutants;

namespace OrleansFailover.Simulation.Exploring;

/// <summary>Tries every order of the steps of a small scope, on the product's own logic.</summary>
internal static class Explorer
{
    /// <param name="most">The most runs; the result says whether that was enough.</param>
    public static ExplorerResult Explore(SmallScope scope, int most, Mutant mutant = Mutant.None)
    {
        var chooser = new ExploringChooser();
        var (orders, redundant, longest) = (0, 0, 0);
        do
        {
            var broken = new ScopeRun(scope, mutant, chooser).Play();
            longest = Math.Max(longest, chooser.Taken);
            if (chooser.IsRedundant)
            {
                redundant++;
            }
            else
            {
                orders++;
                if (broken.Count > 0)
                {
                    return new(scope, orders, redundant, false, longest, new(broken, [.. chooser.Story]));
                }
            }

            if (orders + redundant >= most)
            {
                return new(scope, orders, redundant, !chooser.TryNext(), longest, null);
            }
        }
        while (chooser.TryNext());
        return new(scope, orders, redundant, true, longest, null);
    }
}
