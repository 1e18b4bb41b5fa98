namespace OrleansFailover.Drill.Network;

/// <summary>What a link does with bytes.</summary>
internal enum LinkKind
{
    /// <summary>It carries them.</summary>
    Open,

    /// <summary>Its connections are closed, and new ones are closed at once.</summary>
    Cut,

    /// <summary>It keeps connections and carries nothing: what a cut cable looks like from both ends.</summary>
    Frozen,
}
