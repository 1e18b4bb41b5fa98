using OrleansFailover.History;
using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Faults;
using OrleansFailover.Simulation.Plans;

namespace OrleansFailover.Simulation.Runs;

/// <summary>Plays a plan and judges what was seen from outside.</summary>
internal static class SimulationRun
{
    public static SimulationResult Play(SimulationPlan plan, Action<string>? trace = null)
    {
        var world = new World(plan, trace);
        world.Start();
        new FaultPlayer(world).Schedule();
        while (!IsOver(world) && world.Loop.Now < Limit(world))
        {
            world.Loop.RunUntil(Limit(world), () => IsOver(world));
        }

        world.Loop.RunUntil(world.Loop.Now + plan.Pace.Linger);
        world.End();
        return Judge(world);
    }

    private static bool IsOver(World world) => world.Loop.Now > Calm(world) && world.Channel.Customers.All(customer => customer.IsComplete);

    private static TimeSpan Calm(World world) => world.Played.Select(fault => fault.At + fault.For).Append(world.Plan.LastFaultOver).Max();

    private static TimeSpan Limit(World world) =>
        Calm(world) + world.Plan.Customers.Max(customer => customer.Arrival) + world.Plan.Pace.Patient + (world.Plan.Customers.Max(MostRests) * world.Plan.Pace.Rest(1));

    // The first one is within what is patient; a question that is asked again is rested at again.
    private static int MostRests(CustomerTraits customer) => customer.RestsTwice ? 2 : 0;

    /// <summary>The verdicts of the checker that judges the drills, each with its excuse.</summary>
    public static SimulationResult Judge(World world)
    {
        var findings = new List<Finding>();
        var verdicts = 0;
        var excuses = new Excuses(world);
        foreach (var customer in world.Channel.Customers)
        {
            foreach (var promise in HistoryChecker.Check([customer.History()]))
            {
                verdicts += promise.Checked;
                findings.AddRange(promise.Examples.Select(example => new Finding(promise.Name, customer.Name, example, excuses.For(customer, promise.Name))));
            }

            if (!customer.IsComplete)
            {
                findings.Add(new(Finding.Complete, customer.Name, $"{customer.Name} was never brought to the end", excuses.For(customer, Finding.Complete)));
            }
        }

        return new SimulationResult(world.Plan, findings, verdicts, world.Loop.Now, world.Loop.Steps, world.Loop.Digest);
    }
}
