namespace OrleansFailover.Drill.Scenarios;

/// <summary>What is asked for on the command line.</summary>
/// <param name="Scenario">The story.</param>
/// <param name="Conversations">How many customers.</param>
/// <param name="Lag">How far each Cosmos replica lags behind the other.</param>
/// <param name="Seed">Decides ids, texts and deliveries.</param>
/// <param name="WithoutRecentTurns">The control: no copies of last turns.</param>
/// <param name="Deadline">How long the conversations may take.</param>
internal sealed record RunSettings(
    IScenario Scenario, int Conversations, TimeSpan Lag, long Seed, bool WithoutRecentTurns, TimeSpan Deadline);
