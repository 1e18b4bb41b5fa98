namespace OrleansFailover.Drill.Scenarios;

/// <summary>The scenarios that can be run.</summary>
internal static class ScenarioCatalog
{
    /// <summary>In the order of <c>run all</c>.</summary>
    public static IReadOnlyList<IScenario> All { get; } =
    [
        new RegionLoss(), new InFlightLoss(), new LagStorm(), new ClockSkew(), new Failback(), new RedisLoss(), new RedisOutage(), new LogOutage(),
        new StoreOutage(), new RegionPause(), new Flapping(), new Partition(), new SlowPeer(), new RollingRestart(), new Overtaken(),
        new BothRegionsDown(), new SpoolOnly(), new BothHostsDown(), new HomeLoss(),
    ];

    public static IScenario Named(string name) => All.First(scenario => scenario.Name == name);
}
