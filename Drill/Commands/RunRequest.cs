using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Commands;

/// <summary>The command line of <c>run</c>.</summary>
internal sealed record RunRequest(
    string Scenario, int? Conversations, TimeSpan? Lag, TimeSpan Deadline, long Seed, int Repeat, Protections Without, FileInfo? Report);
