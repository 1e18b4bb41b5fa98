namespace OrleansFailover.Drill.Scenarios;

/// <summary>The scenarios that can be run.</summary>
internal static class ScenarioCatalog
{
    public static IReadOnlyList<IScenario> All { get; } = [new RegionLoss()];

    public static IScenario Named(string name) => All.First(scenario => scenario.Name == name);
}
