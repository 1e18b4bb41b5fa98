using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Faults;

namespace OrleansFailover.Simulation.Runs;

/// <summary>
/// What no program keeps, from what a world knows of a conversation and nobody outside does. Each excuse is as narrow as it can be told: what it covers is counted, not
/// hidden.
/// </summary>
internal sealed class Excuses(World world)
{
    /// <summary>A message waited as a dead letter or in the spool, and came to its conversation late.</summary>
    public const string Waited = "waited outside of the logs";

    /// <summary>A message was acked while no peer could take its pending copy, and another region went on without it.</summary>
    public const string Uncopied = "uncopied";

    /// <summary>The regions did not see each other while this conversation went on in both.</summary>
    public const string Partition = "partition";

    /// <summary>A reply was in doubt: its silo ended, stood still or heard no answer between sending and recording.</summary>
    public const string Doubt = "doubt";

    private const string OneReply = "one-reply";

    public string? For(Customer customer, string promise) =>
        promise == OneReply ? (Overlaps(customer, FaultKind.Partition) ? Partition : AllInDoubt(customer) ? Doubt : null)
        : promise == Finding.Complete ? null
        : customer.All.Any(said => world.Ways.Waited(said.Event.Id)) ? Waited
        : customer.All.Any(said => world.Ways.Uncopied(said.Event.Id)) ? Uncopied
        : Overlaps(customer, FaultKind.Partition) ? Partition
        : null;

    private bool Overlaps(Customer customer, FaultKind kind)
    {
        var first = customer.All.Select(said => said.FirstDelivered).Min() ?? TimeSpan.MaxValue;
        return world.Plan.Faults.Any(fault => fault.Kind == kind && fault.At + fault.For >= first);
    }

    // Every reply that was sent again had a first sender that could not record it.
    private bool AllInDoubt(Customer customer) => world.Channel.Sends
        .Where(send => send.Customer == customer)
        .GroupBy(send => send.Reply.ReplyId, StringComparer.Ordinal)
        .Where(same => same.Count() > 1)
        .All(same => same.SkipLast(1).All(send => send.IsDoubtful()));
}
