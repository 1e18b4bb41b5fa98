using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Standby;
using OrleansFailover.Simulation.Kernel;
using OrleansFailover.Simulation.Network;
using StackExchange.Redis;

namespace OrleansFailover.Simulation.Redis;

/// <summary>One process's connection to one region's Redis. Its calls keep their order; an answer that does not come costs the call's bound.</summary>
internal sealed class SimulatedRedis(RegionId target, TimeSpan bound, StandbyOptions options, Life life, Link link, RedisServer server)
    : RedisRegion(target, bound)
{
    private readonly SimulatedCircuit circuit = new(options, () => life.Loop.Now);
    private readonly Database database = Redis.Database.Create();

    /// <summary>The client, for whoever wants to see more than the product does.</summary>
    public IDatabase Database
    {
        get
        {
            database.Send = operation => SendAsync(operation, Bound);
            return database.Face;
        }
    }

    public override async ValueTask<RedisAnswer<T>> TryAsync<T>(Func<IDatabase, Task<T>> call, TimeSpan bound, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!circuit.TryEnter())
        {
            return default;
        }

        try
        {
            var value = await CallAsync(call, bound);
            circuit.Report(failed: false);
            return new(true, value);
        }
        catch (TimeoutException)
        {
            circuit.Report(failed: true);
            return default;
        }
        catch (RedisRefusal exception)
        {
            // The product goes on as without an answer; here it means that the simulated Redis lacks something.
            life.Loop.Fail(exception);
            throw;
        }
    }

    public override async ValueTask<RedisAnswer<T>> ProbeAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            var value = await CallAsync(call, Bound);
            circuit.Close();
            return new(true, value);
        }
        catch (TimeoutException)
        {
            return default;
        }
    }

    public override ValueTask DisposeAsync() => default;

    private Task<T> CallAsync<T>(Func<IDatabase, Task<T>> call, TimeSpan bound)
    {
        database.Send = operation => SendAsync(operation, bound);
        return call(database.Face);
    }

    private Task<object?> SendAsync(Func<RedisServer, object?> operation, TimeSpan bound)
    {
        var answer = new TaskCompletionSource<object?>();
        link.Call<(object? Value, Exception? Error)>(
            life,
            bound,
            () =>
            {
                try
                {
                    return (operation(server), null);
                }
                catch (RedisRefusal exception)
                {
                    return (null, exception);
                }
            },
            result =>
            {
                if (result.Error is { } error)
                {
                    answer.TrySetException(error);
                }
                else
                {
                    answer.TrySetResult(result.Value);
                }
            },
            () => answer.TrySetException(new TimeoutException("No answer.")));
        return answer.Task;
    }
}
