using Microsoft.Extensions.Logging;
using OrleansFailover.Grains.Interfaces.Inbound;
using Orleans.Streams;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>Hands the records of one partition to its pulling agent. A read waits for records, so that an event is not kept waiting for a timer.</summary>
internal sealed class PartitionReceiver(
    PartitionWindow window,
    LogReader reader,
    IInboundLogGate gate,
    SetAsideDesk desk,
    InboundLogOptions options,
    TimeProvider timeProvider,
    ILogger logger) : IQueueAdapterReceiver, IDisposable
{
    /// <summary>Bounds how long a quiet partition keeps the agent from its housekeeping.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource shutdown = new();
    private Task? started;

    public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

    public Task Initialize(TimeSpan timeout, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        window.StopWith(cancellationToken);
        // Starting has no part in the agent's own retries: the gate may stay closed for minutes, and the agent must be able to stop meanwhile.
        started ??= StartAsync(shutdown.Token);
        if (!started.IsCompleted)
        {
            await Task.WhenAny(started, Task.Delay(LongestWait, timeProvider, cancellationToken));
            if (!started.IsCompleted)
            {
                return [];
            }
        }

        try
        {
            if (!await window.WaitAsync(LongestWait, cancellationToken))
            {
                return [];
            }
        }
        catch (OperationCanceledException)
        {
            return [];
        }

        var records = window.Take(maxCount > 0 ? maxCount : options.MaxBatch);
        var batches = new List<IBatchContainer>(records.Count);
        foreach (var record in records)
        {
            if (Decode(record) is { } batch)
            {
                batches.Add(batch);
            }
        }

        return batches;
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task Shutdown(TimeSpan timeout) => Shutdown(timeout, CancellationToken.None);

    public async Task Shutdown(TimeSpan timeout, CancellationToken cancellationToken)
    {
        await shutdown.CancelAsync();
        if (started is not null)
        {
            await started.ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        }

        await reader.StopAsync(window).WaitAsync(timeout, timeProvider, cancellationToken);
    }

    public void Dispose() => shutdown.Dispose();

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        for (var delay = options.ReconnectBackoff; !cancellationToken.IsCancellationRequested; delay = Min(delay * 2, options.ReconnectBackoffMax))
        {
            try
            {
                await gate.WaitUntilOpenAsync(cancellationToken);
                await reader.StartAsync(window, cancellationToken);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A partition that is not read is worse than any error: it is tried until the agent stops.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.ReadingNotStarted(logger, options.Topic, window.Partition, delay, exception);
                await Task.Delay(delay, timeProvider, cancellationToken)
                    .ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    private InboundBatch? Decode(LogRecord record)
    {
        try
        {
            var inboundEvent = EnvelopeCodec.Decode(record.Value);
            record.Decoded(inboundEvent);
            return new(inboundEvent, record, window);
        }
#pragma warning disable CA1031 // Whatever a record does to the decoder, the records behind it must go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            // Only the codec's own words are free of content.
            var reason = exception is FormatException ? exception.Message : exception.GetType().Name;
            _ = desk.KeepUnreadableAsync(window, record, reason, shutdown.Token);
            return null;
        }
    }
}
