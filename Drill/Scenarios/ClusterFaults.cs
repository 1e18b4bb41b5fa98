using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Network;
using OrleansFailover.Drill.Stack;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>Faults of the real processes.</summary>
internal sealed class ClusterFaults : IFaultTarget, IDisposable
{
    // A silo hands its work over before it ends.
    private static readonly TimeSpan EndBound = TimeSpan.FromSeconds(30);

    private readonly LocalStack _stack;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, CloudControl> _clouds;

    public ClusterFaults(LocalStack stack, TimeProvider time)
    {
        (_stack, _time) = (stack, time);
        _clouds = stack.Topology.Regions.ToDictionary(plan => plan.Name, plan => new CloudControl(plan), StringComparer.Ordinal);
    }

    public Task KillAsync(string region) => Region(region).KillAsync();

    public Task RestartAsync(string region, CancellationToken cancellationToken) => Region(region).RestartAsync(_ => { }, cancellationToken);

    public Task KillHostsAsync(string region) => Region(region).KillHostsAsync();

    public Task StartHostsAsync(string region, CancellationToken cancellationToken) => Region(region).StartHostsAsync(_ => { }, cancellationToken);

    public Task<bool> RollAsync(string region, HostProgram program, CancellationToken cancellationToken) =>
        Region(region).RollAsync(program, EndBound, _time, cancellationToken);

    public void Pause(string region, HostProgram? only = null)
    {
        if (only is null)
        {
            Region(region).Pause();
        }
        else
        {
            Region(region).Find(only).Pause();
        }
    }

    public void Resume(string region, HostProgram? only = null)
    {
        if (only is null)
        {
            Region(region).Resume();
        }
        else
        {
            Region(region).Find(only).Resume();
        }
    }

    public Task OutageAsync(string region, CloudParts parts, bool on, bool keepRedisData, CancellationToken cancellationToken) =>
        _clouds[region].OutageAsync(parts, on, keepRedisData, cancellationToken);

    public Task ReplicationAsync(TimeSpan? lag, bool? paused, CancellationToken cancellationToken) =>
        Task.WhenAll(_clouds.Values.Select(cloud => cloud.ReplicationAsync(lag, paused, cancellationToken)));

    public Task NetworkAsync(LinkState state, CancellationToken cancellationToken)
    {
        (_stack.Network ?? throw new InvalidOperationException("The regions were started without relays between them.")).Set(state);
        return Task.WhenAll(_clouds.Select(cloud =>
            cloud.Value.PartitionAsync(_clouds.Keys.Where(peer => peer != cloud.Key), state.Kind is not LinkKind.Open, cancellationToken)));
    }

    public async Task HealAsync(TimeSpan lag, CancellationToken cancellationToken)
    {
        _stack.Network?.Set(LinkState.Open);
        await Task.WhenAll(_stack.Cluster.Regions.Select(region => HealAsync(region, cancellationToken)));
        await ReplicationAsync(lag, paused: false, cancellationToken);
        await _stack.Cluster.WaitForRegionsAsync(cancellationToken);
    }

    public void Dispose()
    {
        foreach (var cloud in _clouds.Values)
        {
            cloud.Dispose();
        }
    }

    private async Task HealAsync(RegionProcesses region, CancellationToken cancellationToken)
    {
        if (!region.IsComplete)
        {
            await region.RestartAsync(_ => { }, cancellationToken);
            return;
        }

        region.Resume();
        var (name, cloud) = (region.Plan.Name, _clouds[region.Plan.Name]);
        await cloud.OutageAsync(CloudParts.All, on: false, keepRedisData: true, cancellationToken);
        await cloud.PartitionAsync(_clouds.Keys.Where(peer => peer != name), on: false, cancellationToken);
    }

    private RegionProcesses Region(string name) => _stack.Cluster.Region(name);
}
