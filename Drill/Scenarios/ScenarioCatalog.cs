namespace OrleansFailover.Drill.Scenarios;

/// <summary>The scenarios that can be run.</summary>
internal static class ScenarioCatalog
{
    /// <summary>In the order of <c>run all</c>.</summary>
    public static IReadOnlyList<IScenario> All { get; } =
    [
        new RegionLoss(), new InFlightLoss(), new LagStorm(), new ClockSkew(), new Failback(), new RedisLoss(), new RedisOutage(), new LogOutage(),
        new StoreOutage(), new RegionPause(), new Flapping(), new Partition(), new SlowPeer(), new RollingRestart(), new Overtaken(),
        new BothRegionsDown(), new SpoolOnly(), new BothHostsDown(),
    ];

    /// <summary>Those that are run by their names alone: what they check is not promised yet.</summary>
    public static IReadOnlyList<IScenario> Apart { get; } = [new HomeLoss()];

    /// <summary>All of them.</summary>
    public static IEnumerable<IScenario> Known => All.Concat(Apart);

    public static IScenario Named(string name) => Known.First(scenario => scenario.Name == name);
}
