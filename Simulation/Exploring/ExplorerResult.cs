namespace OrleansFailover.Simulation.Exploring;

/// <summary>What came of trying the orders of a scope.</summary>
/// <param name="Orders">How many different orders were run to their end.</param>
/// <param name="LongestRun">The most steps of a run.</param>
/// <param name="Failure">The first order that broke a promise, or null.</param>
internal sealed record ExplorerResult(SmallScope Scope, int Orders, int LongestRun, ExplorerFailure? Failure);

/// <summary>An order of steps that broke a promise.</summary>
internal sealed record ExplorerFailure(IReadOnlyList<string> Broken, IReadOnlyList<string> Story);
