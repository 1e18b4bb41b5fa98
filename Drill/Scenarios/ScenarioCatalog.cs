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

    /// <summary>Those of <see cref="All"/>, and those that are played by name alone.</summary>
    public static IReadOnlyList<IScenario> Known { get; } = [.. All, new HomeLoss()];

    public static IScenario Named(string name) => Known.First(scenario => scenario.Name == name);
}
