using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Load.Processes;

/// <summary>How the processes of a measurement differ from those of a drill.</summary>
internal static class Tunings
{
    /// <summary>The runtime's own defaults, as in production; a drill turns this off to start faster.</summary>
    private static readonly KeyValuePair<string, string> Profiles = new("DOTNET_TieredPGO", "1");

    /// <summary>Settings of silos under which nobody takes a backlog, or a silo that stands still while one is made, for the end of a region.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Patient { get; } =
    [
        new("Standby__StaleAfter", "00:00:30"), new("Standby__IncarnationExpiry", "00:01:00"), new("Standby__OldEntryBound", "00:05:00"), new("Standby__OldOwnEntryBound", "00:10:00"),
    ];

    /// <summary>Settings of silos under which an event that waits is taken over only when its region is down, however long its backlog took to make.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> OnlyALostRegion { get; } =
    [
        new("Standby__OldEntryBound", "00:05:00"), new("Standby__OldOwnEntryBound", "00:10:00"),
    ];

    /// <summary>What makes a silo read a topic that stays empty: its region stays active, and what is acked waits.</summary>
    public static KeyValuePair<string, string> ReadsNothing { get; } = new("InboundLog__Topic", "idle");

    /// <summary>A conversation writes what it owes after 3 s instead of 10 s: it writes the same, and a measurement that waits for it is shorter.</summary>
    public static KeyValuePair<string, string> SoonIdle { get; } = new("Conversation__IdleFlush", "00:00:03");

    /// <summary>Longer than a conversation under <see cref="SoonIdle"/> waits for its idle write.</summary>
    public static TimeSpan Idle { get; } = TimeSpan.FromSeconds(6);

    /// <summary>A whole region on whatever processors there are. The channel's pace is taken away: it is not what is measured.</summary>
    /// <param name="silo">More settings of the silos.</param>
    public static Dictionary<HostProgram, HostTuning> WholeRegion(params IReadOnlyList<KeyValuePair<string, string>> silo) => new()
    {
        [HostProgram.LocalCloud] = Of(null, Memory, new("LocalCloud__Topics__2", "probe:8"), new("LocalCloud__Topics__3", "idle:8")),
        [HostProgram.WebhookGateway] = Of(null, Profiles),
        [HostProgram.Silo] = Of(
            null,
            [
                Profiles, new("WhatsApp__CloudApi__MessagesPerSecond", "0"), new("WhatsApp__CloudApi__PairInterval", "00:00:00.001"), .. silo,
            ]),
    };

    /// <summary>A gateway alone on its processor, everything else on the other one. The silos keep the regions active and read a topic that stays empty.</summary>
    public static Dictionary<HostProgram, HostTuning> GatewayAlone(string gateway, string others) => new()
    {
        [HostProgram.LocalCloud] = Of(others, Memory, new("LocalCloud__Topics__2", "idle:8")),
        [HostProgram.WebhookGateway] = Of(gateway, Profiles),
        [HostProgram.Silo] = Of(others, [ReadsNothing, .. AsksSeldom]),
    };

    // There is nothing to read, and asking for it all the time would take the processor of the services.
    private static IReadOnlyList<KeyValuePair<string, string>> AsksSeldom { get; } =
    [
        new("InboundLog__FetchWait", "00:00:01"), new("InboundLog__GetQueueMessagesPeriod", "00:00:01"),
    ];

    private static KeyValuePair<string, string> Memory { get; } = new("LocalCloud__RedisMemoryMegabytes", "1024");

    private static HostTuning Of(string? processors, params IEnumerable<KeyValuePair<string, string>> settings) =>
        new() { Processors = processors, Settings = settings.ToDictionary() };
}
