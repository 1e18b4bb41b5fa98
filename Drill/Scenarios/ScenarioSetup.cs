using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Conversations;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>What a scenario needs and shows.</summary>
internal sealed record ScenarioSetup
{
    /// <summary>How far the databases lag behind each other unless the command line says otherwise. Default 500 ms.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How fast so many customers are. Default: the usual pace.</summary>
    public Func<int, Pace> Pace { get; init; } = Conversations.Pace.For;

    /// <summary>How long a customer waits for a reply before writing again: the least time and the longest; null for the usual one.</summary>
    public (TimeSpan Shortest, TimeSpan Longest)? Patience { get; init; }

    /// <summary>Whether every second customer is restricted to the other region. Default false.</summary>
    public bool Restricts { get; init; }

    /// <summary>In how many waves customers come. Default 1: it comes by itself. More are for the scenario to start.</summary>
    public int Waves { get; init; } = 1;

    /// <summary>The protections whose absence this scenario shows. Default none.</summary>
    public Protections Control { get; init; }

    /// <summary>The promise that breaks without them.</summary>
    public string? Breaks { get; init; }

    /// <summary>What this fault can break whatever a program does; what broke of it is counted.</summary>
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    public Pace PaceFor(int customers)
    {
        var pace = Pace(customers);
        return Patience is { } patience ? pace with { ShortestPatience = patience.Shortest, LongestPatience = patience.Longest } : pace;
    }
}
