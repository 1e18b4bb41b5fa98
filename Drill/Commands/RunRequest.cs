using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Commands;

/// <summary>The command line of <c>run</c>.</summary>
/// <param name="Scenarios">What to play, in this order.</param>
/// <param name="Drills">Whether to play them as they are.</param>
/// <param name="Controls">Whether to play their controls.</param>
internal sealed record RunRequest(
    IReadOnlyList<IScenario> Scenarios,
    bool Drills,
    bool Controls,
    int? Conversations,
    TimeSpan? Lag,
    TimeSpan Deadline,
    long Seed,
    int Repeat,
    Protections Without,
    FileInfo? Report);
