using System.Runtime.InteropServices;

namespace OrleansFailover.LocalCloud.Kafka;

/// <summary>The part of librdkafka's C interface that starts and steers its mock cluster.</summary>
internal static partial class MockKafka
{
    public const int Producer = 0;
    public const int NoError = 0;

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_conf_new")]
    public static partial nint NewConfiguration();

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_conf_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Configure(nint configuration, string name, string value, nint error, nuint errorSize);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_new")]
    public static partial nint NewClient(int type, nint configuration, nint error, nuint errorSize);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_destroy")]
    public static partial void DestroyClient(nint client);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_brokers_add", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int AddBrokers(nint client, string brokers);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_query_watermark_offsets", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int QueryWatermarks(nint client, string topic, int partition, out long low, out long high, int timeoutMilliseconds);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_mock_cluster_new")]
    public static partial nint NewCluster(nint client, int brokers);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    public static partial void DestroyCluster(nint cluster);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    public static partial nint Bootstraps(nint cluster);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_mock_topic_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int CreateTopic(nint cluster, string topic, int partitions, int replicationFactor);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_mock_broker_set_down")]
    public static partial int SetBrokerDown(nint cluster, int broker);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_mock_broker_set_up")]
    public static partial int SetBrokerUp(nint cluster, int broker);

    [LibraryImport(KafkaLibrary.Name, EntryPoint = "rd_kafka_mock_broker_set_host_port", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetBrokerAddress(nint cluster, int broker, string host, int port);
}
