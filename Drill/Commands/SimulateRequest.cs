using OrleansFailover.Simulation;
using OrleansFailover.Simulation.Mutants;

namespace OrleansFailover.Drill.Commands;

/// <summary>The command line of <c>simulate</c>.</summary>
internal sealed record SimulateRequest(int Runs, ulong Seed, Mutant Mutant, bool Trace, Pace? Pace, int? Orders);
