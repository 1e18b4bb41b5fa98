using OrleansFailover.Drill.Channel;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>What was done and what came of it, for whoever judges a breach.</summary>
/// <param name="Faults">What was done, in order.</param>
/// <param name="Sends">Every accepted reply, in order.</param>
internal sealed record RunEvidence(IReadOnlyList<Fault> Faults, IReadOnlyList<AcceptedSend> Sends);
