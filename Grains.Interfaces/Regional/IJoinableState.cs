namespace OrleansFailover.Grains.Interfaces.Regional;

/// <summary>
/// A grain state that regions change independently and join on reading. <see cref="Join"/> must be commutative, associative and idempotent
/// (a join-semilattice), without clock, randomness or I/O; it joins <see cref="Version"/> with <see cref="VersionVector.Join"/>.
/// A state that does not implement this is stored by the same provider as an ordinary single document under an ETag.
/// </summary>
/// <typeparam name="TSelf">The state type itself.</typeparam>
public interface IJoinableState<TSelf>
    where TSelf : class, IJoinableState<TSelf>
{
    /// <summary>The writes that went into this state. Managed by the storage provider.</summary>
    VersionVector Version { get; }

    /// <summary>This state under another version.</summary>
    TSelf WithVersion(VersionVector version);

    /// <summary>The least state that holds everything this one and the other one hold.</summary>
    TSelf Join(TSelf other);
}
