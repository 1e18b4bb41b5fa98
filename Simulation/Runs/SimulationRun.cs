using OrleansFailover.History;
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
        var limit = plan.LastFaultOver + plan.Customers.Max(customer => customer.Arrival) + plan.Pace.Patient;
        var over = plan.LastFaultOver;
        world.Loop.RunUntil(limit, () => world.Loop.Now > over && world.Channel.Customers.All(customer => customer.IsComplete));
        world.Loop.RunUntil(world.Loop.Now + plan.Pace.Linger);

        ConversationHistory[] histories = [.. world.Channel.Customers.Select(customer => customer.History())];
        var promises = HistoryChecker.Check(histories);
        return new SimulationResult(
            plan,
            promises,
            [.. world.Channel.Customers.Where(customer => !customer.IsComplete).Select(customer => customer.Name)],
            Excuses.Of(world),
            world.Loop.Now,
            world.Loop.Steps,
            world.Loop.Digest);
    }
}
