using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace OrleansFailover.LocalCloud.Kafka;

/// <summary>
/// The region's Kafka: librdkafka's own mock cluster with one broker. It keeps about 5 MB (and at most 100,000 messages) a partition and
/// trims what is older, read or not; <see cref="Watermarks"/> tells how much.
/// </summary>
internal sealed class KafkaPart : IAsyncDisposable
{
    private const int Broker = 1;
    private const int WatermarkTimeoutMilliseconds = 1_000;

    private readonly Lock _gate = new();
    private readonly IReadOnlyList<TopicSetting> _topics;
    private readonly nint _client;
    private readonly nint _cluster;
    private TcpRelay? _relay;
    private bool _disposed;

    private KafkaPart(IReadOnlyList<TopicSetting> topics)
    {
        KafkaLibrary.Register();
        _topics = topics;
        var configuration = MockKafka.NewConfiguration();

        // The client beside the cluster asks for watermarks alone; while the broker is down it must not fill the console.
        _ = MockKafka.Configure(configuration, "log_level", "0", 0, 0);
        _ = MockKafka.Configure(configuration, "reconnect.backoff.ms", "1000", 0, 0);
        _client = MockKafka.NewClient(MockKafka.Producer, configuration, 0, 0);
        _cluster = _client == 0 ? 0 : SignalShield.During(() => MockKafka.NewCluster(_client, Broker));
        if (_cluster == 0)
        {
            throw new InvalidOperationException("librdkafka could not start its mock cluster.");
        }

        BootstrapServers = Marshal.PtrToStringUTF8(MockKafka.Bootstraps(_cluster))!;
        foreach (var topic in topics)
        {
            if (MockKafka.CreateTopic(_cluster, topic.Name, topic.Partitions, 1) is not MockKafka.NoError and var error)
            {
                throw new InvalidOperationException($"Topic {topic.Name} could not be created: librdkafka error {error}.");
            }
        }

        _ = MockKafka.AddBrokers(_client, BootstrapServers);
    }

    public string BootstrapServers { get; private set; }

    public bool IsUp { get; private set; } = true;

    /// <exception cref="LocalCloudStartException">The port is taken, or the native library can't be loaded.</exception>
    public static KafkaPart Start(int port, IEnumerable<TopicSetting> topics)
    {
        KafkaPart? part = null;
        try
        {
            part = new KafkaPart([.. topics]);
            if (port != 0)
            {
                part.RelayFrom(port);
            }

            return part;
        }
        catch (Exception exception) when (exception is SocketException or InvalidOperationException or DllNotFoundException)
        {
            part?.Destroy();
            throw new LocalCloudStartException("Kafka", port, exception);
        }
    }

    /// <summary>Closes the broker's port and connections, or opens it again with what it held.</summary>
    public void SetUp(bool up)
    {
        lock (_gate)
        {
            if (IsUp != up && !_disposed)
            {
                _ = up ? MockKafka.SetBrokerUp(_cluster, Broker) : MockKafka.SetBrokerDown(_cluster, Broker);
                IsUp = up;
            }
        }
    }

    /// <summary>What the configured topics hold; empty while the broker is down. Blocks for as long as the broker takes to answer.</summary>
    public IReadOnlyList<PartitionWatermarks> Watermarks()
    {
        lock (_gate)
        {
            if (!IsUp || _disposed)
            {
                return [];
            }

            var watermarks = new List<PartitionWatermarks>();
            foreach (var topic in _topics)
            {
                for (var partition = 0; partition < topic.Partitions; partition++)
                {
                    var error = MockKafka.QueryWatermarks(
                        _client, topic.Name, partition, out var low, out var high, WatermarkTimeoutMilliseconds);
                    if (error == MockKafka.NoError)
                    {
                        watermarks.Add(new PartitionWatermarks(topic.Name, partition, low, high));
                    }
                }
            }

            return watermarks;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_relay is not null)
        {
            await _relay.DisposeAsync();
        }

        // Closing a client waits for its threads.
        await Task.Run(Destroy);
    }

    private void RelayFrom(int port)
    {
        _relay = TcpRelay.Start(port, IPEndPoint.Parse(BootstrapServers));
        MockKafka.SetBrokerAddress(_cluster, Broker, "127.0.0.1", port);
        BootstrapServers = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
    }

    private void Destroy()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _disposed = true;
                MockKafka.DestroyCluster(_cluster);
                MockKafka.DestroyClient(_client);
            }
        }
    }
}
