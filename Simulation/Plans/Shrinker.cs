using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Runs;

namespace OrleansFailover.Simulation.Plans;

/// <summary>Makes a failing plan smaller for as long as one of the same promises stays broken.</summary>
internal static class Shrinker
{
    /// <param name="failing">A result that is not clean.</param>
    /// <param name="most">The most runs.</param>
    /// <returns>The smallest failing result that was found.</returns>
    public static SimulationResult Shrink(SimulationResult failing, int most = 300)
    {
        var broken = failing.Broken;
        var best = failing;
        var runs = 0;
        bool smaller;
        do
        {
            smaller = false;
            foreach (var candidate in Smaller(best.Plan))
            {
                if (++runs > most)
                {
                    return best;
                }

                var result = SimulationRun.Play(candidate);
                if (result.Broken.Any(broken.Contains))
                {
                    best = result;
                    smaller = true;
                    break;
                }
            }
        }
        while (smaller);
        return best;
    }

    // What takes most away comes first.
    private static IEnumerable<SimulationPlan> Smaller(SimulationPlan plan)
    {
        foreach (var customer in plan.Customers.Where(_ => plan.Customers.Count > 1))
        {
            yield return plan with { Customers = [.. plan.Customers.Where(other => other != customer)] };
        }

        foreach (var fault in plan.Faults)
        {
            yield return plan with { Faults = [.. plan.Faults.Where(other => other != fault)] };
        }

        if (plan.EveryRegion > 0)
        {
            yield return plan with { EveryRegion = 0 };
        }

        if (plan.Redelivered > 0)
        {
            yield return plan with { Redelivered = 0 };
        }

        if (plan.StatusesLate > 0)
        {
            yield return plan with { StatusesLate = 0 };
        }

        if (plan.StatusesLost > 0)
        {
            yield return plan with { StatusesLost = 0 };
        }

        foreach (var simpler in plan.Faults.SelectMany(fault => new[]
        {
            fault with { EmptiesRedis = false }, fault with { LosesLog = false }, fault with { LosesReplication = false }, fault with { IsSilent = false },
        }.Where(other => other != fault).Select(other => (fault, other))))
        {
            yield return plan with { Faults = [.. plan.Faults.Select(fault => fault == simpler.fault ? simpler.other : fault)] };
        }

        foreach (var simpler in plan.Customers.SelectMany(customer => Simpler(customer).Select(other => (customer, other))))
        {
            yield return plan with { Customers = [.. plan.Customers.Select(customer => customer == simpler.customer ? simpler.other : customer)] };
        }
    }

    private static IEnumerable<CustomerTraits> Simpler(CustomerTraits customer)
    {
        if (customer.SendsTwoAt is not null)
        {
            yield return customer with { SendsTwoAt = null };
        }

        if (customer is { RestsAt: not null, RestsTwice: true })
        {
            yield return customer with { RestsTwice = false };
        }

        if (customer.RestsAt is not null)
        {
            yield return customer with { RestsAt = null, RestsTwice = false };
        }

        if (customer.CorrectsAt is not null)
        {
            yield return customer with { CorrectsAt = null };
        }

        if (!customer.IsPatient)
        {
            yield return customer with { IsPatient = true };
        }
    }
}
