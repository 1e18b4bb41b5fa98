using Microsoft.Extensions.Hosting;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>Connects at start, so that the first ack of a process does not pay for it. Never delays or fails the start.</summary>
internal sealed class StandbyWarmUp(RedisConnections connections) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(connections.Peers.Append(connections.Own).Select(region => region.ProbeAsync(RedisClock.NowAsync, stoppingToken).AsTask()));
}
