using System.Collections.Concurrent;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Phone;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Tests.Phone;

internal sealed class FakeSwitches(IFaultTarget? target = null) : IRegionSwitches
{
    private readonly ConcurrentDictionary<string, RegionState> _states = new(StringComparer.Ordinal)
    {
        ["eastus"] = RegionState.Up,
        ["westeurope"] = RegionState.Up,
    };

    public IReadOnlyList<string> Names { get; } = ["eastus", "westeurope"];

    public Task<RegionState> StateAsync(string region, CancellationToken cancellationToken) => Task.FromResult(_states[region]);

    public async Task KillAsync(string region)
    {
        _states[region] = RegionState.Down;
        if (target is not null)
        {
            await target.KillAsync(region);
        }
    }

    public Task RestartAsync(string region, CancellationToken cancellationToken)
    {
        _states[region] = RegionState.Recovering;
        return Task.CompletedTask;
    }
}
