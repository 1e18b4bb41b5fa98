namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>What this region can tell about another one. Inconclusive never triggers anything.</summary>
public enum PeerHealth
{
    Healthy,
    Unhealthy,
    Inconclusive,
}
