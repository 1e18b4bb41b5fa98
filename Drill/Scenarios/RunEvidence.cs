using OrleansFailover.Drill.Channel;
using OrleansFailover.History;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>What was done and what came of it, for whoever judges a breach.</summary>
/// <param name="Faults">What was done, in order.</param>
/// <param name="Sends">Every accepted reply, in order.</param>
/// <param name="Deliveries">Every delivery, in the order of their ends.</param>
/// <param name="Histories">The conversations.</param>
internal sealed record RunEvidence(
    IReadOnlyList<Fault> Faults, IReadOnlyList<AcceptedSend> Sends, IReadOnlyList<Delivery> Deliveries, IReadOnlyList<ConversationHistory> Histories);
