using OrleansFailover.Drill.Canaries;
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

    public Task StartServicesAsync(string region, CancellationToken cancellationToken) => Region(region).StartServicesAsync(cancellationToken);

    public Task RestartAsync(string region, CancellationToken cancellationToken) => StartHostsAsync(region, cancellationToken);

    public Task KillHostsAsync(string region) => Region(region).KillHostsAsync();

    public Task StartHostsAsync(string region, CancellationToken cancellationToken) => Region(region).StartAsync(_ => { }, cancellationToken);

    public async Task SkewClockAsync(string region, TimeSpan skew, CancellationToken cancellationToken)
    {
        var skews = new Dictionary<string, TimeSpan>(_stack.Topology.ClockSkews) { [region] = skew };
        _stack.Cluster.Use(_stack.Topology with { ClockSkews = skews });
        await Region(region).KillHostsAsync();
        await Region(region).StartAsync(_ => { }, cancellationToken);
    }

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

    public Task SlowWritesAsync(string region, TimeSpan delay, CancellationToken cancellationToken) =>
        _clouds[region].SlowWritesAsync(delay, cancellationToken);

    public void DeadLetters(string region, bool gone)
    {
        // A file where the folder was: every write there fails, and nothing of the host has to know that it is a drill.
        var (folder, away) = (_stack.Topology.DeadLetters(region), $"{_stack.Topology.DeadLetters(region)}.away");
        if (gone && !Directory.Exists(away))
        {
            Directory.Move(folder, away);
            File.WriteAllText(folder, "");
        }
        else if (!gone && Directory.Exists(away))
        {
            File.Delete(folder);
            Directory.Move(away, folder);
        }
    }

    public Kept Kept(string region)
    {
        var (folder, spool) = (_stack.Topology.DeadLetters(region), _stack.Topology.Spool(region));
        return new Kept(
            Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json").Length : 0,
            Directory.Exists(folder) ? Directory.GetFiles(folder, "*.settled").Length : 0,
            Directory.Exists(spool) ? Directory.EnumerateFiles(spool, "*.spool", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length) : 0);
    }

    public IAsyncEnumerable<Holding> HeldAsync(string region, CancellationToken cancellationToken) => RegionHoldings.ReadAsync(_stack.Cluster, region, cancellationToken);

    /// <summary>Removes what a region that is down kept outside its log.</summary>
    public void ForgetKept(string region)
    {
        DeadLetters(region, gone: false);
        foreach (var folder in new[] { _stack.Topology.DeadLetters(region), _stack.Topology.Spool(region) })
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    public Task ReplicationAsync(TimeSpan? lag, bool? paused, CancellationToken cancellationToken) =>
        Task.WhenAll(_clouds.Values.Select(cloud => cloud.ReplicationAsync(lag, paused, cancellationToken)));

    public Task NetworkAsync(LinkState state, CancellationToken cancellationToken)
    {
        (_stack.Network ?? throw new InvalidOperationException("The regions were started without relays between them.")).Set(state);
        return Task.WhenAll(_clouds.Select(cloud =>
            cloud.Value.PartitionAsync(_clouds.Keys.Where(peer => peer != cloud.Key), state.Kind is not LinkKind.Open, cancellationToken)));
    }

    public async Task HealAsync(CancellationToken cancellationToken)
    {
        _stack.Network?.Set(LinkState.Open);
        var skewed = _stack.Topology.ClockSkews.Keys.ToHashSet(StringComparer.Ordinal);
        _stack.Cluster.Use(_stack.Topology with { ClockSkews = new Dictionary<string, TimeSpan>() });
        await Task.WhenAll(_stack.Cluster.Regions.Select(region => HealAsync(region, skewed.Contains(region.Plan.Name), cancellationToken)));
        await ReplicationAsync(null, paused: false, cancellationToken);
        await _stack.Cluster.WaitForRegionsAsync(cancellationToken);
    }

    public void Dispose()
    {
        foreach (var cloud in _clouds.Values)
        {
            cloud.Dispose();
        }
    }

    private async Task HealAsync(RegionProcesses region, bool isSkewed, CancellationToken cancellationToken)
    {
        var (name, cloud) = (region.Plan.Name, _clouds[region.Plan.Name]);
        region.Resume();
        DeadLetters(name, gone: false);
        await region.StartServicesAsync(cancellationToken);
        await cloud.OutageAsync(CloudParts.All, on: false, keepRedisData: true, cancellationToken);
        await cloud.SlowWritesAsync(TimeSpan.Zero, cancellationToken);
        await cloud.PartitionAsync(_clouds.Keys.Where(peer => peer != name), on: false, cancellationToken);
        if (isSkewed)
        {
            await region.KillHostsAsync();
        }

        await region.StartAsync(_ => { }, cancellationToken);
    }

    private RegionProcesses Region(string name) => _stack.Cluster.Region(name);
}
