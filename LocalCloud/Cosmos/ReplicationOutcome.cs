namespace OrleansFailover.LocalCloud.Cosmos;

/// <summary>What became of a version that another region sent.</summary>
internal enum ReplicationOutcome
{
    /// <summary>It follows what was here and took its place.</summary>
    Applied,

    /// <summary>It was known already.</summary>
    Stale,

    /// <summary>Both regions wrote; the local version won.</summary>
    ConflictKept,

    /// <summary>Both regions wrote; the version from elsewhere won over one that came from elsewhere too.</summary>
    ConflictReplaced,

    /// <summary>Both regions wrote; a write that this region had accepted was rolled back.</summary>
    ConflictRolledBack,
}
