using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Phone;

/// <summary>What the two switches of the page do.</summary>
internal interface IRegionSwitches
{
    /// <summary>The regions, primary first.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>What can be seen of a region now.</summary>
    Task<RegionState> StateAsync(string region, CancellationToken cancellationToken);

    /// <summary>Ends every process of the region at once.</summary>
    Task KillAsync(string region);

    /// <summary>Starts it again.</summary>
    /// <exception cref="StartException">It did not come up.</exception>
    Task RestartAsync(string region, CancellationToken cancellationToken);
}
