namespace OrleansFailover.Simulation.Runs;

/// <summary>What no program can keep under the faults of a plan.</summary>
internal static class Excuses
{
    public static IReadOnlySet<string> Of(World world) => new HashSet<string>(StringComparer.Ordinal);
}
