namespace OrleansFailover.Silo.Admin;

/// <summary>Whether a view has what was said.</summary>
internal enum ContentShown
{
    /// <summary>It has.</summary>
    Shown,

    /// <summary>It was not asked for.</summary>
    NotAsked,

    /// <summary>The sender is restricted and this region is not its home: nobody sees it here.</summary>
    AwayFromHome,
}
