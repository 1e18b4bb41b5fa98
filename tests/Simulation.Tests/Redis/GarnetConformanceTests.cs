namespace OrleansFailover.Simulation.Tests.Redis;

public sealed class GarnetConformanceTests : StandbyConformance
{
    private protected override Task<StandbyWorld> CreateAsync() => Task.FromResult<StandbyWorld>(new GarnetWorld());
}
