using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Network;
using OrleansFailover.Simulation.Redis;
using StackExchange.Redis;

namespace OrleansFailover.Simulation.Tests.Redis;

/// <summary>A simulated Redis a region, on a simulated clock.</summary>
internal sealed class SimulatedWorld : StandbyWorld
{
    private readonly EventLoop loop = new(new Draw(1));
    private readonly Life life;
    private readonly LifeClock clock;
    private readonly Dictionary<string, RedisServer> servers;

    public SimulatedWorld()
    {
        life = new Life("test", loop);
        clock = new LifeClock(life, () => TimeSpan.Zero);
        servers = new[] { "west", "north" }.ToDictionary(name => name, _ => new RedisServer(() => clock.GetUtcNow().ToUnixTimeMilliseconds() * 1000));
        (A, B) = (NewSilo("west"), NewSilo("north"));
    }

    public override StandbySilo A { get; }

    public override StandbySilo B { get; }

    public override StandbySilo NewSilo(string region)
    {
        var options = new StandbyOptions { OwnRedisTimeout = TimeSpan.FromSeconds(5), PeerRedisTimeout = TimeSpan.FromSeconds(5) };
        return new(region, "simulated", "simulated", clock, target => Open(target, options), Connect);
    }

    public override Task RunAsync(Func<Task> test)
    {
        Task? running = null;
        life.Do(() => running = test());
        loop.RunUntil(loop.Now + TimeSpan.FromMinutes(1), () => running?.IsCompleted == true);
        Assert.True(running!.IsCompleted, "The test did not end within a simulated minute.");
        return running;
    }

    public override Task PassAsync(TimeSpan time) => Task.Delay(time, clock);

    public override async ValueTask DisposeAsync()
    {
        await A.DisposeAsync();
        await B.DisposeAsync();
    }

    private static IDatabase Connect(RedisRegion region) => ((SimulatedRedis)region).Database;

    private SimulatedRedis Open(RegionId target, StandbyOptions options) => new(
        target, TimeSpan.FromSeconds(5), options, life, new Link($"redis {target.Name}", () => Reach.Open, () => TimeSpan.FromMilliseconds(0.3)), servers[target.Name]);
}
