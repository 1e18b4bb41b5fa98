namespace OrleansFailover.Simulation.Faults;

/// <summary>What can go wrong in a world.</summary>
internal enum FaultKind
{
    /// <summary>Every process and service of a region is gone, and comes back with or without its Redis, its log and its unreplicated writes.</summary>
    RegionLoss,

    /// <summary>The silo is killed and started again.</summary>
    SiloRestart,

    /// <summary>Another silo starts while the old one still works on what it has.</summary>
    SiloReplaced,

    /// <summary>The gateway is killed and started again.</summary>
    GatewayRestart,

    /// <summary>The regions do not see each other; the edge and the channel see both.</summary>
    Partition,

    /// <summary>Every process of a region stands still.</summary>
    Pause,

    /// <summary>A region's Redis does not answer, and comes back with its content or without.</summary>
    RedisOutage,

    /// <summary>A region's store does not answer.</summary>
    StoreOutage,

    /// <summary>A region's log does not answer.</summary>
    LogOutage,

    /// <summary>Nothing is replicated.</summary>
    ReplicationPause,

    /// <summary>The replicas lag more, or less, from now on.</summary>
    LagChange,

    /// <summary>Messages between the regions take long.</summary>
    SlowPeer,

    /// <summary>A region's own services are slow.</summary>
    SlowServices,

    /// <summary>A region's store takes long.</summary>
    SlowStore,

    /// <summary>The channel takes long to take a reply from a region.</summary>
    SlowChannel,

    /// <summary>The clocks of a region's processes jump.</summary>
    ClockJump,

    /// <summary>The channel takes replies without saying so.</summary>
    LostAnswers,

    /// <summary>The channel turns replies away for a while.</summary>
    TurnedAway,
}
