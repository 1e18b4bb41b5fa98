namespace OrleansFailover.Drill.Network;

/// <summary>Where one region finds another one: the ports of the relays between them.</summary>
/// <param name="From">The region that connects.</param>
/// <param name="To">The region that is connected to.</param>
/// <param name="RedisPort">Leads to its Redis.</param>
/// <param name="GatewayPort">Leads to its webhook gateway.</param>
public sealed record PeerLink(string From, string To, int RedisPort, int GatewayPort);
