using System.Globalization;
using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Faults;
using OrleansFailover.Simulation.Mutants;

namespace OrleansFailover.Simulation.Plans;

/// <summary>
/// One run: who comes, what goes wrong, and the seed that decides the rest. The same plan is the same run, step for step. A part can be taken out without changing what
/// the seed decides elsewhere, so that a failing plan can be made smaller.
/// </summary>
internal sealed record SimulationPlan
{
    public required ulong Seed { get; init; }

    public required Pace Pace { get; init; }

    public required IReadOnlyList<CustomerTraits> Customers { get; init; }

    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>How far the replicas lag behind each other at first.</summary>
    public required TimeSpan Lag { get; init; }

    /// <summary>The part of the messages that the channel brings to both regions at once.</summary>
    public double EveryRegion { get; init; }

    /// <summary>The part of the messages that the channel delivers again after their ack.</summary>
    public double Redelivered { get; init; }

    /// <summary>The part of the statuses that come late.</summary>
    public double StatusesLate { get; init; }

    /// <summary>The part of the statuses that never come.</summary>
    public double StatusesLost { get; init; }

    public Mutant Mutant { get; init; }

    /// <summary>How many questions the script asks.</summary>
    public int Questions { get; init; } = 5;

    /// <summary>True where every order of a few steps is tried: nothing happens by itself then, and nothing is told to the edge.</summary>
    public bool IsScope { get; init; }

    /// <summary>When the faults that have a time are over.</summary>
    public TimeSpan LastFaultOver => Faults.Where(fault => fault.AfterMessages == 0).Select(fault => fault.At + fault.For).Append(TimeSpan.Zero).Max();

    /// <summary>The plan as text: one line for all, one for each fault and customer.</summary>
    public string Show() => string.Join('\n', Lines());

    private IEnumerable<string> Lines()
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"seed {Seed}, pace {Pace.Name}, lag {Lag.TotalSeconds:0.###} s, both regions {EveryRegion:0.##}, redelivered {Redelivered:0.##}, statuses late {StatusesLate:0.##} lost {StatusesLost:0.##}{(Mutant == Mutant.None ? "" : $", mutant {Mutant}")}");
        foreach (var fault in Faults)
        {
            yield return $"  {fault.Show()}";
        }

        foreach (var customer in Customers)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  customer c{customer.Index} at {customer.Arrival.TotalSeconds:0.###} s{(customer.IsPatient ? ", patient" : "")}{(customer.SendsTwoAt is { } two ? $", two messages at question {two}" : "")}{(customer.CorrectsAt is { } back ? $", takes back at question {back}" : "")}{(customer.RestsAt is { } rest ? $", rests at question {rest}{(customer.RestsTwice ? " and the next" : "")}" : "")}");
        }
    }
}
