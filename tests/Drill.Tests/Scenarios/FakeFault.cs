namespace OrleansFailover.Drill.Tests.Scenarios;

/// <summary>What the fake regions do wrong.</summary>
public enum FakeFault
{
    None,
    ForgetsTheLastTurns,
    SendsTwice,
    TakesIdsForUsers,
    KeepsRestrictedAbroad,
    KeepsRestrictedOpenAtHome,
}
