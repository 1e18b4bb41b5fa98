using OrleansFailover.History;
using OrleansFailover.Simulation.Channel;
using OrleansFailover.Simulation.Faults;
using OrleansFailover.Simulation.Mutants;

namespace OrleansFailover.Simulation.Runs;

/// <summary>
/// What is not promised, from what a world knows of a conversation and nobody outside does. Each excuse is as narrow as it can be told; what it covers is counted and
/// reported, and docs/simulation.md has the reasons.
/// </summary>
internal sealed class Excuses(World world)
{
    /// <summary>A message waited as a dead letter or in the spool, and came to its conversation late.</summary>
    public const string Waited = "waited outside of the logs";

    /// <summary>
    /// A message was acked while no peer could take its pending copy, or the copy was lost, and the only region that had it could not answer it for a while: the
    /// other one went on without it.
    /// </summary>
    public const string Uncopied = "uncopied";

    /// <summary>Such a message was in a log that was lost.</summary>
    public const string Lost = "uncopied and lost";

    /// <summary>The regions did not see each other, or had not heard of each other again.</summary>
    public const string Partition = "partition";

    /// <summary>Both regions were down at the same time, or one before the other had recovered.</summary>
    public const string Both = "both regions down";

    /// <summary>A region was without its Redis.</summary>
    public const string Blind = "blind";

    /// <summary>A peer's Redis was out of reach because it answered too late.</summary>
    public const string Slow = "slow peer";

    /// <summary>A message had waited for an earlier one of another region, and went on after the bound.</summary>
    public const string Handover = "handover bound";

    /// <summary>Two messages of one moment were read by two regions, each before it could know of the other's.</summary>
    public const string Moment = "one moment";

    /// <summary>A reply was in doubt: its silo ended, stood still or heard no answer between sending and recording.</summary>
    public const string Doubt = "doubt";

    /// <summary>A reply was under way to the channel for longer than doubt waits.</summary>
    public const string SlowChannel = "slow channel";

    private const string OneReply = "one-reply";
    private const string InOrder = "in-order";

    // Doubt is first left to the delivery status, for so long.
    private readonly TimeSpan doubtBound = world.Plan.Pace.Conversation(Mutant.None).DoubtBound * 0.9;

    private static readonly FaultKind[] Downs = [FaultKind.RegionLoss, FaultKind.SiloRestart, FaultKind.Pause];

    // A region that cannot answer what it has.
    private static readonly FaultKind[] Stops = [.. Downs, FaultKind.StoreOutage, FaultKind.LogOutage];

    // Until each has heard the other's heartbeats again, and tries its Redis again.
    private static readonly TimeSpan Reunion = TimeSpan.FromSeconds(2);

    // Until a region that returned was refilled and the edge prefers it again.
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(10);

    public string? For(Customer customer, string promise) =>
        promise == Finding.Complete ? (customer.All.Any(said => world.Ways.IsLost(said.Event.Id)) ? Lost : null)
        : Overlaps(customer, FaultKind.Partition, Reunion * world.Plan.Pace.Factor) ? Partition
        : AreBothDown() ? Both
        : Overlaps(customer, FaultKind.RedisOutage) ? Blind
        : promise is OneReply or InOrder && WasLongUnderWay(customer) ? SlowChannel
        : promise == OneReply ? (Overlaps(customer, FaultKind.SlowPeer) ? Slow : AllInDoubt(customer) ? Doubt : null)
        : customer.All.Any(said => world.Ways.Waited(said.Event.Id)) ? Waited
        : customer.All.Any(said => WasOutOfReach(customer, said)) ? Uncopied
        : PassedTheHandover(customer) ? Handover
        : HasOneMoment(customer) ? Moment
        : null;

    private bool Overlaps(Customer customer, FaultKind kind, TimeSpan aftermath = default)
    {
        var first = customer.All.Select(said => said.FirstDelivered).Min() ?? TimeSpan.MaxValue;
        return world.Played.Any(fault => fault.Kind == kind && fault.At + fault.For + aftermath >= first);
    }

    // Between the ack and the answer, the one region that had the message was down, or its store or log was, or the peer answered too late to be told of it.
    private bool WasOutOfReach(Customer customer, Said said)
    {
        var answered = FirstReplyTo(customer, said)?.At ?? TimeSpan.MaxValue;
        return world.Ways.Uncopied(said.Event.Id).Any(copy => world.Played.Exists(fault =>
            (fault.Kind == FaultKind.SlowPeer || (Stops.Contains(fault.Kind) && fault.Region == copy.Holder.Index))
            && fault.At <= answered && fault.At + fault.For + Aftermath(fault) >= copy.Since));
    }

    // What was sent to a slow peer is still under way for so long, and holds up what is sent behind it.
    private TimeSpan Aftermath(Fault fault) => fault.Kind == FaultKind.SlowPeer ? fault.PeerDelay + (Reunion * world.Plan.Pace.Factor) : TimeSpan.Zero;

    private bool AreBothDown()
    {
        var recovery = Recovery * world.Plan.Pace.Factor;
        var downs = world.Played.Where(fault => Downs.Contains(fault.Kind)).ToList();
        return downs.Exists(west => west.Region == 0 && downs.Exists(north =>
            north.Region == 1 && west.At <= north.At + north.For + recovery && north.At <= west.At + west.For + recovery));
    }

    // A message that was replied so late, while one before it was not, had waited for that one; so had one that a slow peer did not tell that it was.
    private bool PassedTheHandover(Customer customer)
    {
        var bound = world.Plan.Pace.Conversation(world.Plan.Mutant).HandoverBound;
        return customer.All.Any(said => FirstReplyTo(customer, said) is { } reply
            && reply.At - said.FirstDelivered >= bound
            && customer.All.Any(before => before.Acked <= said.FirstDelivered
                && (FirstReplyTo(customer, before) is not { } earlier || earlier.At > reply.At
                    || (earlier.Region != reply.Region && Overlaps(FaultKind.SlowPeer, earlier.At, reply.At)))));
    }

    // Neither was acked before the other one was delivered.
    private bool HasOneMoment(Customer customer) => customer.All.Any(one => customer.All.Any(other =>
        one.FirstDelivered <= other.FirstDelivered && !(one.Acked <= other.FirstDelivered) && one != other
        && world.Ways.FirstReader(one.Event.Id) is { } reader && world.Ways.FirstReader(other.Event.Id) is { } another && reader != another));

    private bool Overlaps(FaultKind kind, TimeSpan from, TimeSpan to) => world.Played.Exists(fault => fault.Kind == kind && fault.At <= to && fault.At + fault.For >= from);

    // Another region, which sees that it is being sent, cannot tell whether it will be taken.
    private bool WasLongUnderWay(Customer customer) => world.Channel.Sends.Exists(send => send.Customer == customer && send.Took >= doubtBound);

    // Every reply that was sent again had a first sender that could not record it.
    private bool AllInDoubt(Customer customer) => world.Channel.Sends
        .Where(send => send.Customer == customer)
        .GroupBy(send => send.Reply.ReplyId, StringComparer.Ordinal)
        .Where(same => same.Count() > 1)
        .All(same => same.Zip(same.Skip(1)).All(pair => pair.First.IsDoubtful() && pair.Second.Reply.At - pair.First.Reply.At >= doubtBound));

    private AcceptedReply? FirstReplyTo(Customer customer, Said said) => RepliesOf(customer).Find(reply => reply.Answers == said.Event.Id.Value);

    private List<AcceptedReply> RepliesOf(Customer customer) =>
        [.. world.Channel.Sends.Where(send => send.Customer == customer).Select(send => send.Reply)];
}
