using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Identity;
using Polly;
using Polly.CircuitBreaker;
using StackExchange.Redis;

namespace OrleansFailover.RegionalState.Standby;

/// <summary>A standby Redis over the network: one multiplexer, connected at the first call, behind a circuit breaker.</summary>
internal sealed class ConnectedRedis : RedisRegion
{
    private readonly ConfigurationOptions configuration;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly CircuitBreakerStateProvider state = new();
    private readonly CircuitBreakerManualControl control = new();
    private readonly ResiliencePipeline circuit;
    private readonly Lock gate = new();
    private Task<ConnectionMultiplexer>? connecting;

    public ConnectedRedis(RegionId region, string connectionString, bool own, StandbyOptions options, TimeProvider time, ILogger logger)
        : base(region, own ? options.OwnRedisTimeout : options.PeerRedisTimeout)
    {
        this.time = time;
        this.logger = logger;
        configuration = Configure(connectionString, options);
        circuit = BuildCircuit(options);
    }

    public override async ValueTask<RedisAnswer<T>> TryAsync<T>(Func<IDatabase, Task<T>> call, TimeSpan bound, CancellationToken cancellationToken)
    {
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        try
        {
            var outcome = await circuit.ExecuteOutcomeAsync(
                static async (context, state) =>
                {
                    try
                    {
                        return Outcome.FromResult(await state.Self.CallAsync(state.Call, state.Bound, context.CancellationToken));
                    }
                    catch (Exception exception) when (exception is not OutOfMemoryException)
                    {
                        return Outcome.FromException<T>(exception);
                    }
                },
                context,
                (Self: this, Call: call, Bound: bound));
            return Answer(outcome, cancellationToken);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    public override async ValueTask<RedisAnswer<T>> ProbeAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await CallAsync(call, Bound, cancellationToken);
            if (state.CircuitState == CircuitState.Open)
            {
                await control.CloseAsync(cancellationToken);
            }

            return new(true, answer);
        }
        catch (Exception exception) when (IsOutOfReach(exception) || exception is RedisServerException)
        {
            return default;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        Task<ConnectionMultiplexer>? connection;
        lock (gate)
        {
            connection = connecting;
        }

        if (connection is { IsCompletedSuccessfully: true })
        {
            await (await connection).DisposeAsync();
        }
        else
        {
            // Whoever connects last closes the door behind itself.
            _ = connection?.ContinueWith(
                static task => task.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }
    }

    private static bool IsOutOfReach(Exception? exception) =>
        exception is TimeoutException or ObjectDisposedException or (RedisException and not RedisServerException);

    private static ConfigurationOptions Configure(string connectionString, StandbyOptions options)
    {
        var configuration = ConfigurationOptions.Parse(connectionString);
        configuration.AbortOnConnectFail = false;
        configuration.ConnectTimeout = (int)options.ConnectTimeout.TotalMilliseconds;
        configuration.ConnectRetry = 1;
        configuration.AsyncTimeout = (int)Math.Max(options.CopyBound.TotalMilliseconds, options.PeerRedisTimeout.TotalMilliseconds);
        configuration.SyncTimeout = configuration.AsyncTimeout;
        configuration.BacklogPolicy = BacklogPolicy.FailFast;
        configuration.ReconnectRetryPolicy = new LinearRetry((int)Math.Min(500, options.StaleAfter.TotalMilliseconds / 4));

        // INFO, which tells how much memory is used, counts as a command for administrators.
        configuration.AllowAdmin = true;

        // The details of a Redis exception hold the key, and the key holds a phone number.
        configuration.IncludeDetailInExceptions = false;
        return configuration;
    }

    private async Task<T> CallAsync<T>(Func<IDatabase, Task<T>> call, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var multiplexer = await ConnectAsync().WaitAsync(bound, time, cancellationToken);
        var left = bound - time.GetElapsedTime(started);
        return await call(multiplexer.GetDatabase()).WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancellationToken);
    }

    private Task<ConnectionMultiplexer> ConnectAsync()
    {
        lock (gate)
        {
            return connecting is null or { IsFaulted: true } ? connecting = ConnectionMultiplexer.ConnectAsync(configuration) : connecting;
        }
    }

    private RedisAnswer<T> Answer<T>(Outcome<T> outcome, CancellationToken cancellationToken)
    {
        switch (outcome.Exception)
        {
            case null:
                return new(true, outcome.Result);
            case BrokenCircuitException:
                return default;
            case RedisServerException exception:
                Log.ScriptFailed(logger, Region, exception.Message);
                return default;
            case { } exception when IsOutOfReach(exception):
                Log.RedisOutOfReach(logger, Region, exception.GetType().Name);
                return default;
            default:
                cancellationToken.ThrowIfCancellationRequested();
                outcome.ThrowIfException();
                return default;
        }
    }

    private ResiliencePipeline BuildCircuit(StandbyOptions options) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = options.CircuitFailureRatio,
                MinimumThroughput = options.CircuitMinimumThroughput,
                SamplingDuration = options.CircuitSampling,
                BreakDuration = options.CircuitBreak,
                StateProvider = state,
                ManualControl = control,
                ShouldHandle = static arguments => ValueTask.FromResult(IsOutOfReach(arguments.Outcome.Exception)),
                OnOpened = _ =>
                {
                    Log.CircuitOpened(logger, Region);
                    return default;
                },
                OnClosed = _ =>
                {
                    Log.CircuitClosed(logger, Region);
                    return default;
                },
            })
            .Build();
}
