namespace OrleansFailover.Simulation.Tests.Redis;

public sealed class SimulatedConformanceTests : StandbyConformance
{
    private protected override Task<StandbyWorld> CreateAsync() => Task.FromResult<StandbyWorld>(new SimulatedWorld());
}
