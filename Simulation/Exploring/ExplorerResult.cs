namespace OrleansFailover.Simulation.Exploring;

/// <summary>What came of trying the orders of a scope.</summary>
/// <param name="Orders">How many different orders were run to their end.</param>
/// <param name="Redundant">How many runs were broken off because the rest was tried before.</param>
/// <param name="IsComplete">True when there is no other order.</param>
/// <param name="LongestRun">The most steps of a run.</param>
/// <param name="Failure">The first order that broke a promise, or null.</param>
internal sealed record ExplorerResult(SmallScope Scope, int Orders, int Redundant, bool IsComplete, int LongestRun, ExplorerFailure? Failure);

/// <summary>An order of steps that broke a promise.</summary>
internal sealed record ExplorerFailure(IReadOnlyList<string> Broken, IReadOnlyList<string> Story);
