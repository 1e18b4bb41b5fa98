namespace OrleansFailover.Drill.Scenarios;

/// <summary>Something that was done to a region.</summary>
/// <param name="At">When it began, from the start of the run.</param>
/// <param name="Kind">What, for people: <c>kill</c>, <c>pause</c>, …</param>
/// <param name="Region">The region, or the network between them.</param>
/// <param name="Open">The conversations that were not complete then.</param>
internal sealed record Fault(TimeSpan At, string Kind, string Region, IReadOnlySet<string> Open);
