using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Faults of the real processes.</summary>
internal sealed class ClusterFaults(LocalCluster cluster) : IFaultTarget
{
    public Task KillAsync(string region) => cluster.Region(region).KillAsync();

    public Task RestartAsync(string region, CancellationToken cancellationToken) =>
        cluster.Region(region).RestartAsync(_ => { }, cancellationToken);

    public void Pause(string region) => cluster.Region(region).Pause();

    public void Resume(string region) => cluster.Region(region).Resume();
}
