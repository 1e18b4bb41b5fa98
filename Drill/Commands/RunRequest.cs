using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Scenarios;

namespace OrleansFailover.Drill.Commands;

/// <summary>The command line of <c>run</c>.</summary>
/// <param name="Scenarios">What to play, in this order.</param>
/// <param name="Controls">Whether to play their controls instead of them.</param>
internal sealed record RunRequest(
    IReadOnlyList<IScenario> Scenarios,
    bool Controls,
    int? Conversations,
    TimeSpan? Lag,
    TimeSpan Deadline,
    long Seed,
    int Repeat,
    Protections Without,
    FileInfo? Report,
    ChannelKind Channel = ChannelKind.CloudApi);
