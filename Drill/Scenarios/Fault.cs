namespace OrleansFailover.Drill.Scenarios;

/// <summary>Something that was done to a region.</summary>
/// <param name="At">When it began, from the start of the run.</param>
/// <param name="What">What, for people: <c>kill</c>, <c>pause</c>, …</param>
/// <param name="Region">The region, or the network between them.</param>
/// <param name="Open">The conversations that were not complete then.</param>
/// <param name="Kind">What it is to whoever judges.</param>
internal sealed record Fault(TimeSpan At, string What, string Region, IReadOnlySet<string> Open, FaultKind Kind = FaultKind.Other);
