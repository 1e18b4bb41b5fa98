using OrleansFailover.History;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Regions;

namespace OrleansFailover.Simulation.Channel;

/// <summary>A reply that the channel accepted.</summary>
/// <param name="Silo">The process that sent it.</param>
/// <param name="IsAnswered">False when the channel did not say that it accepted.</param>
/// <param name="Took">How long the channel thought about it.</param>
internal sealed record Send(Customer Customer, Region Region, Life Silo, AcceptedReply Reply, bool IsAnswered, TimeSpan Took)
{
    // From the acceptance to the record at the peer: an answer, a write to both Redis.
    private static readonly TimeSpan ToRecord = TimeSpan.FromSeconds(1.5);

    /// <summary>True when the sender could not record it: it heard no answer, ended before, stood still meanwhile, or was replaced by a silo that did not wait for it.</summary>
    public bool IsDoubtful() => !IsAnswered || Silo.IsReplaced || Silo.EndedAt - Reply.At < ToRecord || (Silo.PausedAt is { } paused && paused - Reply.At < ToRecord);
}
