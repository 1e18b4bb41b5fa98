namespace OrleansFailover.Simulation.Network;

/// <summary>What becomes of a message to something.</summary>
internal enum Reach
{
    /// <summary>It arrives.</summary>
    Open,

    /// <summary>Nobody listens there, and the sender hears so at once.</summary>
    Refused,

    /// <summary>It is lost, and the sender hears nothing.</summary>
    Silent,
}
