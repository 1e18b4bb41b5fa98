using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Conversations;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>What a scenario needs and shows.</summary>
internal sealed record ScenarioSetup
{
    /// <summary>How far the databases lag behind each other unless the command line says otherwise. Default 500 ms.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a customer waits for a reply before writing again: the least time and the longest; null for the usual one.</summary>
    public (TimeSpan Shortest, TimeSpan Longest)? Patience { get; init; }

    /// <summary>The protection whose absence this scenario shows. Default none.</summary>
    public Protections Control { get; init; }

    /// <summary>The promise that breaks without it.</summary>
    public string? Breaks { get; init; }

    /// <summary>The promises that this fault can break whatever a program does, with the reason; what broke of them is counted.</summary>
    public IReadOnlyDictionary<string, string> NotPromised { get; init; } = new Dictionary<string, string>();

    public Pace PaceFor(int customers) => Patience is { } patience
        ? Pace.For(customers) with { ShortestPatience = patience.Shortest, LongestPatience = patience.Longest }
        : Pace.For(customers);
}
