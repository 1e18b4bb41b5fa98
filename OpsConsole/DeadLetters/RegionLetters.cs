using OrleansFailover.Drill.Admin;

namespace OrleansFailover.OpsConsole.DeadLetters;

/// <summary>A page of a region's dead letters.</summary>
/// <param name="Region">The region.</param>
/// <param name="Letters">Oldest ack first.</param>
/// <param name="Next">From where to go on; null at the end.</param>
/// <param name="Error">Why there is none; null when the gateway answered.</param>
internal sealed record RegionLetters(string Region, IReadOnlyList<Letter> Letters, string? Next, string? Error);
