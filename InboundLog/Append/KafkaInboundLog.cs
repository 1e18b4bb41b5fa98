using System.Globalization;
using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansFailover.Grains.Interfaces.Inbound;
using OrleansFailover.InboundLog.Kafka;

namespace OrleansFailover.InboundLog.Append;

/// <summary>Appends with an idempotent producer: what is acknowledged is in the log once, and in the order of the calls within a partition.</summary>
/// <remarks>
/// The conversation's key decides the partition, so more partitions move conversations to other partitions, where their new events are read beside
/// the old ones that still wait. Partitions are added to a drained log only.
/// </remarks>
internal sealed class KafkaInboundLog : IInboundLog, IDisposable
{
    private static readonly byte[] Version = Encoding.UTF8.GetBytes(EnvelopeCodec.CurrentVersion.ToString(CultureInfo.InvariantCulture));

    private readonly InboundLogOptions options;
    private readonly KafkaClients clients;
    private readonly InboundLogMetrics metrics;
    private readonly TimeProvider timeProvider;
    private readonly ILogger<KafkaInboundLog> logger;
    private readonly Lock replacing = new();
    private IProducer<byte[], byte[]> producer;
    private bool disposed;
    private volatile AppendFailure? lastFailure;

    public KafkaInboundLog(
        IOptions<InboundLogOptions> options, KafkaClients clients, InboundLogMetrics metrics, TimeProvider timeProvider, ILogger<KafkaInboundLog> logger)
    {
        this.options = options.Value;
        this.clients = clients;
        this.metrics = metrics;
        this.timeProvider = timeProvider;
        this.logger = logger;
        producer = clients.Producer(this.options, OnError);
    }

    /// <summary>
    /// Why the last append failed, or null when it did not. Forgotten after <see cref="InboundLogOptions.FailureMemory"/>: a gateway that appends
    /// nothing while its log counts as unhealthy would otherwise never see it well again.
    /// </summary>
    public string? LastFailure =>
        lastFailure is { } failure && timeProvider.GetElapsedTime(failure.At) < options.FailureMemory ? failure.Reason : null;

    /// <summary>The client handle, for requests beside the appends.</summary>
    public Handle Handle => Volatile.Read(ref producer).Handle;

    public async Task AppendAsync(IReadOnlyList<InboundEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (events.Count == 0)
        {
            return;
        }

        using var span = InboundLogTraces.Append(options.Topic, events.Count);
        var started = timeProvider.GetTimestamp();
        var batch = new DeliveryBatch(events.Count);
        Error? error;
        try
        {
            var current = Volatile.Read(ref producer);
            foreach (var inboundEvent in events)
            {
                current.Produce(options.Topic, Message(inboundEvent), batch.Reported);
            }

            error = await batch.Completion.WaitAsync(options.AppendTimeout, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw Failed($"{batch.Outstanding} of {events.Count} events were not acknowledged within AppendTimeout ({options.AppendTimeout}).");
        }
        catch (Exception exception) when (exception is KafkaException or ObjectDisposedException or InvalidOperationException)
        {
            // The exception of a produce call carries the message, with its key and content: only its code goes on.
            throw Failed($"The client did not take the events: {(exception as KafkaException)?.Error.Code.ToString() ?? exception.GetType().Name}.");
        }

        if (error is not null)
        {
            throw Failed($"At least one of {events.Count} events was not acknowledged: {error.Code}.");
        }

        lastFailure = null;
        metrics.Appended(events.Count, timeProvider.GetElapsedTime(started));
    }

    public void Dispose()
    {
        IProducer<byte[], byte[]> last;
        lock (replacing)
        {
            if (disposed)
            {
                return;
            }

            disposed = true;
            last = producer;
        }

        last.Flush(options.AppendTimeout);
        last.Dispose();
    }

    private static Message<byte[], byte[]> Message(InboundEvent inboundEvent)
    {
        var headers = new Headers { { "v", Version } };
        if (inboundEvent.Receipt.TraceParent is { } traceParent)
        {
            headers.Add("traceparent", Encoding.UTF8.GetBytes(traceParent));
        }

        return new()
        {
            Key = Encoding.UTF8.GetBytes(inboundEvent.Conversation.Key),
            Value = EnvelopeCodec.Encode(inboundEvent),
            Headers = headers,
        };
    }

    private InboundLogException Failed(string reason)
    {
        lastFailure = new(reason, timeProvider.GetTimestamp());
        metrics.AppendFailed();
        return new($"Append to {options.Topic} failed. {reason} It is not known which events the log holds.");
    }

    /// <summary>An idempotent producer that has lost its place takes nothing any more; only a new one goes on.</summary>
    private void OnError(IProducer<byte[], byte[]> source, Error error)
    {
        if (!error.IsFatal)
        {
            return;
        }

        lock (replacing)
        {
            if (disposed || !ReferenceEquals(source, producer))
            {
                return;
            }

            Log.ProducerReplaced(logger, options.Topic, error.Code);
            Volatile.Write(ref producer, clients.Producer(options, OnError));
        }

        // Not on this thread: it is the old producer's own.
        _ = Task.Run(source.Dispose);
    }

    private sealed record AppendFailure(string Reason, long At);
}
