namespace OrleansFailover.Drill.Scenarios;

/// <summary>What a scenario plays with.</summary>
/// <param name="Conversations">The customers; already conversing.</param>
/// <param name="Faults">What can go wrong.</param>
/// <param name="Primary">The region that conversations prefer.</param>
/// <param name="Deadline">How long the conversations may take in all.</param>
/// <param name="Tell">Tells the person at the terminal what happens.</param>
internal sealed record Stage(Conversations.Conversations Conversations, Faults Faults, string Primary, TimeSpan Deadline, Action<string> Tell);
