using OrleansFailover.History;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>What a fault can break whatever a program does.</summary>
/// <param name="Promise">The promise that ends here.</param>
/// <param name="Kind">How far it goes.</param>
/// <param name="Reason">Why nothing can keep it.</param>
/// <param name="Covers">True for a breach of that kind. Every other one stays broken.</param>
internal sealed record Limit(string Promise, LimitKind Kind, string Reason, Func<Breach, RunEvidence, bool> Covers);
