namespace OrleansFailover.LocalCloud.Replication;

/// <summary>What waits for one peer.</summary>
/// <param name="Peer">Name of the peer.</param>
/// <param name="Pending">Writes that it has not confirmed.</param>
/// <param name="OldestPendingAge">Age of the oldest of them; zero when there is none.</param>
public sealed record PeerStatus(string Peer, int Pending, TimeSpan OldestPendingAge);
