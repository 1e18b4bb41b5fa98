using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using OrleansFailover.InboundLog.Kafka;
using ErrorCode = Confluent.Kafka.ErrorCode;

namespace OrleansFailover.InboundLog.Streams;

/// <summary>
/// Reads all partitions that this silo was given, with one consumer and one thread, into their windows, and commits what the windows have settled.
/// </summary>
internal sealed class LogReader : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan WhilePaused = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AfterError = TimeSpan.FromSeconds(1);

    private readonly InboundLogOptions options;
    private readonly InboundLogMetrics metrics;
    private readonly TimeProvider timeProvider;
    private readonly ILogger logger;
    private readonly Lazy<IConsumer<byte[]?, byte[]?>> consumer;
    private readonly ConcurrentDictionary<int, PartitionWindow> windows = new();
    private readonly ConcurrentDictionary<int, long> highestRead = new();
    private readonly SemaphoreSlim committing = new(1, 1);
    private readonly CancellationTokenSource stop = new();
    private readonly List<PartitionWindow> pausedWindows = [];
    private Thread? thread;
    private Task commitLoop = Task.CompletedTask;

    public LogReader(
        InboundLogOptions options, string groupId, KafkaClients clients, InboundLogMetrics metrics, TimeProvider timeProvider, ILogger<LogReader> logger)
    {
        this.options = options;
        this.metrics = metrics;
        this.timeProvider = timeProvider;
        this.logger = logger;
        consumer = new(() => Open(clients, groupId));
        metrics.ObserveLag(Lag);
    }

    /// <summary>Starts to read a partition from its committed offset; from its first record when there is none.</summary>
    public async Task StartAsync(PartitionWindow window, CancellationToken cancellationToken)
    {
        var at = PartitionOf(window);
        // Both requests block their thread.
        var from = await Task.Run(() => StartOffset(at), cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        window.StartAt(from);
        if (!windows.TryAdd(window.Partition, window))
        {
            throw new InvalidOperationException($"Partition {window.Partition} is still being read by this silo's agent before.");
        }

        try
        {
            consumer.Value.IncrementalAssign([new TopicPartitionOffset(at, from)]);
        }
        catch (KafkaException)
        {
            windows.TryRemove(new(window.Partition, window));
            throw;
        }

        Log.ReadingStarted(logger, options.Topic, window.Partition, from);
    }

    /// <summary>Stops to read a partition and commits what was delivered of it.</summary>
    public async Task StopAsync(PartitionWindow window)
    {
        if (!windows.TryRemove(new(window.Partition, window)) || stop.IsCancellationRequested)
        {
            return;
        }

        await Task.Run(() => consumer.Value.IncrementalUnassign([PartitionOf(window)])).ConfigureAwait(false);
        await CommitAsync([window]).ConfigureAwait(false);
        Log.ReadingStopped(logger, options.Topic, window.Partition, window.Committed);
    }

    /// <summary>Ends without a commit: what is not committed by now is delivered again.</summary>
    public void Dispose()
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        stop.Cancel();
        if (consumer.IsValueCreated)
        {
            thread?.Join(TimeSpan.FromSeconds(5));
            commitLoop.ContinueWith(static _ => { }, TaskScheduler.Default).Wait(TimeSpan.FromSeconds(5));
            consumer.Value.Dispose();
        }

        stop.Dispose();
        committing.Dispose();
    }

    private IConsumer<byte[]?, byte[]?> Open(KafkaClients clients, string groupId)
    {
        var opened = clients.Consumer(options, groupId);
        thread = new Thread(() => Read(opened)) { IsBackground = true, Name = $"inbound log {options.Topic}" };
        thread.Start();
        commitLoop = Task.Run(CommitLoopAsync);
        return opened;
    }

    private long StartOffset(TopicPartition at)
    {
        var ends = consumer.Value.QueryWatermarkOffsets(at, options.MetadataTimeout);
        var committed = consumer.Value.Committed([at], options.MetadataTimeout)[0].Offset;
        // A committed offset past the end is of a log that was made anew.
        return committed.IsSpecial || committed > ends.High ? ends.Low : committed;
    }

    private void Read(IConsumer<byte[]?, byte[]?> source)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                ResumeWhereThereIsRoom(source);
                if (source.Consume(pausedWindows.Count == 0 ? Idle : WhilePaused) is { } result)
                {
                    Take(source, result);
                }
            }
            catch (ConsumeException exception)
            {
                Log.ReadFailed(logger, options.Topic, exception.Error.Code, AfterError);
                stop.Token.WaitHandle.WaitOne(AfterError);
            }
#pragma warning disable CA1031 // This thread is the only one that reads: it must not end in silence.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Log.ReaderFailed(logger, options.Topic, AfterError, exception);
                stop.Token.WaitHandle.WaitOne(AfterError);
            }
        }
    }

    private void Take(IConsumer<byte[]?, byte[]?> source, ConsumeResult<byte[]?, byte[]?> result)
    {
        var partition = result.Partition.Value;
        if (!windows.TryGetValue(partition, out var window))
        {
            return;
        }

        var offset = result.Offset.Value;
        var record = new LogRecord(
            offset, new(result.Message.Timestamp.UtcDateTime, TimeSpan.Zero), result.Message.Key ?? [], result.Message.Value ?? []);
        if (!window.Add(record, out var missing, out var pause))
        {
            var end = source.GetWatermarkOffsets(result.TopicPartition).High;
            if (end.IsSpecial || !window.TryRestart(offset, end) || !window.Add(record, out missing, out pause))
            {
                return;
            }
        }

        if (missing > 0)
        {
            metrics.OffsetsMissing(missing);
            Log.OffsetsMissing(logger, options.Topic, partition, offset - missing, offset - 1);
        }

        metrics.RecordRead(highestRead.TryGetValue(partition, out var highest) && offset <= highest);
        highestRead[partition] = Math.Max(offset, highest);
        if (pause)
        {
            source.Pause([result.TopicPartition]);
            pausedWindows.Add(window);
        }
    }

    /// <summary>Pause and resume both come from the reading thread, so that they cannot overtake one another.</summary>
    private void ResumeWhereThereIsRoom(IConsumer<byte[]?, byte[]?> source)
    {
        for (var i = pausedWindows.Count - 1; i >= 0; i--)
        {
            var window = pausedWindows[i];
            var owned = windows.TryGetValue(window.Partition, out var current) && ReferenceEquals(current, window);
            if (owned && !window.TryResume())
            {
                continue;
            }

            pausedWindows.RemoveAt(i);
            if (owned)
            {
                source.Resume([PartitionOf(window)]);
            }
        }
    }

    private async Task CommitLoopAsync()
    {
        using var timer = new PeriodicTimer(options.CommitInterval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
            {
                await CommitAsync(windows.Values).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The reader ends.
        }
    }

    private async Task CommitAsync(IEnumerable<PartitionWindow> candidates)
    {
        await committing.WaitAsync(stop.Token).ConfigureAwait(false);
        try
        {
            var due = candidates.Select(static window => (Window: window, window.Position)).Where(static due => due.Position > due.Window.Committed).ToList();
            if (due.Count == 0)
            {
                return;
            }

            await Task.Run(() => consumer.Value.Commit(due.Select(item => new TopicPartitionOffset(PartitionOf(item.Window), item.Position))))
                .ConfigureAwait(false);
            foreach (var (window, position) in due)
            {
                window.Committed = position;
            }
        }
        catch (Exception exception) when (exception is KafkaException or ObjectDisposedException)
        {
            metrics.CommitFailed();
            Log.CommitFailed(logger, options.Topic, (exception as KafkaException)?.Error.Code ?? ErrorCode.Local_Destroy);
        }
        finally
        {
            committing.Release();
        }
    }

    private TopicPartition PartitionOf(PartitionWindow window) => new(options.Topic, window.Partition);

    private IEnumerable<Measurement<long>> Lag()
    {
        foreach (var window in windows.Values)
        {
            var position = window.Position;
            if (!stop.IsCancellationRequested && position >= 0 && End(window) is { IsSpecial: false } end)
            {
                yield return new(Math.Max(0, end - position), new KeyValuePair<string, object?>("partition", window.Partition));
            }
        }
    }

    private Offset End(PartitionWindow window)
    {
        try
        {
            return consumer.Value.GetWatermarkOffsets(PartitionOf(window)).High;
        }
        catch (Exception exception) when (exception is KafkaException or ObjectDisposedException)
        {
            return Offset.Unset;
        }
    }
}
