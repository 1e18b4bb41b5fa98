using System.Runtime.InteropServices;
using Confluent.Kafka;
using OrleansFailover.InboundLog;
using OrleansFailover.InboundLog.Kafka;

namespace OrleansFailover.Floors;

/// <summary>Appends bodies as they come, with the producer that the gateway appends events with.</summary>
internal sealed class BodyLog : IDisposable
{
    private readonly InboundLogOptions _options;
    private readonly IProducer<byte[], byte[]> _producer;

    public BodyLog(string bootstrapServers, ILoggerFactory loggers)
    {
        _options = new InboundLogOptions { BootstrapServers = bootstrapServers };
        _producer = new KafkaClients(loggers, TimeProvider.System).Producer(_options, (_, _) => { });
    }

    /// <summary>The key spreads bodies over the partitions.</summary>
    /// <returns>False when the log did not take it.</returns>
    public Task<bool> AppendAsync(byte[] key, Memory<byte> body)
    {
        var appended = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        MemoryMarshal.TryGetArray<byte>(body, out var array);
        _producer.Produce(_options.Topic, new Message<byte[], byte[]> { Key = key, Value = array.Array! }, report => appended.TrySetResult(!report.Error.IsError));
        return appended.Task;
    }

    public void Dispose() => _producer.Dispose();
}
