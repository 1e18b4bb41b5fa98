namespace OrleansFailover.Drill.Cluster;

/// <summary>What can be turned off.</summary>
public static class ProtectionCatalog
{
    public static IReadOnlyList<Protection> All { get; } =
    [
        new(Protections.RecentTurns, "recent-turns", "no copies of last turns", [Switch("Standby__WithoutLastTurns")]),
        new(Protections.Pending, "pending", "no copies of pending events", [Switch("Standby__WithoutPending")]),
        new(Protections.ReturnGate, "return-gate", "a returning region takes events before it is refilled", [Switch("Standby__WithoutReturnGate")]),
        new(Protections.Claims, "claims", "no claims on events", [Switch("Standby__WithoutClaims")]),
        new(Protections.LateLook, "late-look", "a turn that comes late sends without looking again", [new("Conversation__LookAgainAfter", "00:00:00.250", "00:01:00")]),
        new(
            Protections.Replay,
            "replay",
            "dead letters are not replayed and spools not drained",
            [new("DeadLetters__AutoReplay", "true", "false"), Switch("Spool__WithoutDrain")]),
        new(Protections.ChannelTime, "channel-time", "messages are ordered by the gateways' clocks", [Switch("Webhook__WithoutChannelTime")]),
        new(Protections.Masking, "masking", "nobody is restricted to a home region", [Switch("Residency__WithoutMasking")]),
    ];

    public static Protections Parse(IEnumerable<string> names) => names.Aggregate(
        Protections.None, (sum, name) => sum | All.First(known => known.Name == name).Flag);

    public static string Text(Protections protections) =>
        string.Join(", ", All.Where(known => protections.HasFlag(known.Flag)).Select(known => known.Name));

    private static ProtectionSetting Switch(string name) => new(name, "false", "true");
}
