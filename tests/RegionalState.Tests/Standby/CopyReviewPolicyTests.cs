using OrleansFailover.Grains.Interfaces.Regional;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Tests.Standby;

/// <summary>The whole table of what becomes of a last turn.</summary>
public sealed class CopyReviewPolicyTests
{
    private static readonly StandbyOptions Options = new();

    // own, peers, held by the replica; then by age: 60 s to 2 min, 2 min to 10 min, from 10 min on. Below 60 s it is always kept.
    [Theory]
    [InlineData(false, true, true, CopyStep.Drop, CopyStep.Drop, CopyStep.Drop)]
    [InlineData(false, false, true, CopyStep.Drop, CopyStep.Drop, CopyStep.Drop)]
    [InlineData(true, true, true, CopyStep.Keep, CopyStep.Shield, CopyStep.Shield)]
    [InlineData(true, false, true, CopyStep.Drop, CopyStep.Drop, CopyStep.Drop)]
    [InlineData(true, true, false, CopyStep.Keep, CopyStep.Shield, CopyStep.Fold)]
    [InlineData(true, false, false, CopyStep.Keep, CopyStep.Keep, CopyStep.Fold)]
    public void Decide_WhateverTheWritersHealth_GoesByAge(bool own, bool peers, bool held, object young, object middle, object old)
    {
        foreach (var writer in Enum.GetValues<PeerHealth>())
        {
            Check(own, peers, held, writer, (CopyStep)young, (CopyStep)middle, (CopyStep)old);
        }
    }

    [Theory]
    [InlineData(PeerHealth.Healthy, CopyStep.Keep)]
    [InlineData(PeerHealth.Inconclusive, CopyStep.Keep)]
    [InlineData(PeerHealth.Unhealthy, CopyStep.FoldAndDrop)]
    public void Decide_ForeignTurnThatTheReplicaLacks_IsNeverDroppedAndFoldedInOnlyWhenItsWriterIsDown(PeerHealth writer, object step)
    {
        foreach (var peers in new[] { true, false })
        {
            Check(own: false, peers, held: false, writer, (CopyStep)step, (CopyStep)step, (CopyStep)step);
        }
    }

    private static void Check(bool own, bool peers, bool held, PeerHealth writer, CopyStep young, CopyStep middle, CopyStep old)
    {
        foreach (var (seconds, expected) in new (double, CopyStep)[]
        {
            (-240, CopyStep.Keep), (0, CopyStep.Keep), (59.999, CopyStep.Keep), (60, young), (119.999, young), (120, middle), (599.999, middle), (600, old), (1e6, old),
        })
        {
            Assert.Equal(expected, CopyReviewPolicy.Decide(own, peers, held, TimeSpan.FromSeconds(seconds), writer, Options));
        }
    }
}
