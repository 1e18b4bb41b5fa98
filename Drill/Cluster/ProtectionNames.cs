namespace OrleansFailover.Drill.Cluster;

/// <summary>The protections on the command line and in the settings of the hosts.</summary>
internal static class ProtectionNames
{
    /// <summary>Each protection with its name for people and the setting that turns it off.</summary>
    public static IReadOnlyList<(Protections Protection, string Name, string Setting)> All { get; } =
    [
        (Protections.RecentTurns, "recent-turns", "Standby__WithoutLastTurns"),
        (Protections.Pending, "pending", "Standby__WithoutPending"),
        (Protections.ReturnGate, "return-gate", "Standby__WithoutReturnGate"),
        (Protections.Claims, "claims", "Standby__WithoutClaims"),
    ];

    public static Protections Parse(IEnumerable<string> names) => names.Aggregate(
        Protections.None, (sum, name) => sum | All.First(known => known.Name == name).Protection);

    public static string Text(Protections protections) =>
        string.Join(", ", All.Where(known => protections.HasFlag(known.Protection)).Select(known => known.Name));
}
