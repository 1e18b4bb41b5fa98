using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Scenarios;

/// <summary>What is asked for on the command line.</summary>
/// <param name="Scenario">The story.</param>
/// <param name="Conversations">How many customers.</param>
/// <param name="Lag">How far each Cosmos replica lags behind the other.</param>
/// <param name="Seed">Decides ids, texts and deliveries.</param>
/// <param name="Without">The control: what is turned off.</param>
/// <param name="Deadline">How long the conversations may take.</param>
/// <param name="EndsWhenBroken">Whether it ends as soon as the promise is broken that a control must break: the rest shows nothing more.</param>
/// <param name="Round">How often the scenario was played before, on the same processes.</param>
internal sealed record RunSettings(
    IScenario Scenario, int Conversations, TimeSpan Lag, long Seed, Protections Without, TimeSpan Deadline, bool EndsWhenBroken = false, int Round = 0);
