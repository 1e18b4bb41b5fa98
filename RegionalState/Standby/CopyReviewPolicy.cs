using OrleansFailover.Grains.Interfaces.Regional;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>Decides what is done with a last turn. Never drops one that this region's replica does not hold, however old it is.</summary>
internal static class CopyReviewPolicy
{
    /// <param name="isOwn">Written by this region.</param>
    /// <param name="hasPeers">Another region is configured.</param>
    /// <param name="replicaHolds">This region's replica of the store holds the copy's head or a descendant.</param>
    /// <param name="age">How long the copy has been here.</param>
    /// <param name="writer">The health of the region that wrote it.</param>
    public static CopyStep Decide(bool isOwn, bool hasPeers, bool replicaHolds, TimeSpan age, PeerHealth writer, StandbyOptions options) =>
        (isOwn, replicaHolds) switch
        {
            _ when age < options.MinimumCopyAge => CopyStep.Keep,
            (false, true) => CopyStep.Drop,
            (false, false) => writer == PeerHealth.Unhealthy ? CopyStep.FoldAndDrop : CopyStep.Keep,
            (true, false) when age >= options.FoldOwnAfter => CopyStep.Fold,
            (true, true) when !hasPeers => CopyStep.Drop,

            // The reading side drops own copies. It had its time: perhaps it never got this one.
            (true, _) when hasPeers && age >= options.MinimumCopyAge * 2 => CopyStep.Shield,
            _ => CopyStep.Keep,
        };
}
