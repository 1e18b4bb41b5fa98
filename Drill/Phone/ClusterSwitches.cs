using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Phone;

/// <summary>Switches over the real processes.</summary>
internal sealed class ClusterSwitches(LocalCluster cluster) : IRegionSwitches
{
    public IReadOnlyList<string> Names { get; } = [.. cluster.Regions.Select(region => region.Plan.Name)];

    public Task<RegionState> StateAsync(string region, CancellationToken cancellationToken) =>
        cluster.Region(region).StateAsync(cancellationToken);

    public Task KillAsync(string region) => cluster.Region(region).KillAsync();

    public Task RestartAsync(string region, CancellationToken cancellationToken) =>
        cluster.Region(region).RestartAsync(_ => { }, cancellationToken);
}
