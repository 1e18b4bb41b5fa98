namespace OrleansFailover.Simulation.Kernel;

/// <summary>One thing that may happen next where every order is tried.</summary>
/// <param name="Life">The process that asked for it; null for what comes from outside.</param>
/// <param name="Touches">What it reads or changes, for whoever reads the story.</param>
/// <param name="Run">Does it.</param>
internal sealed record Step(Life? Life, string Touches, Action Run);
