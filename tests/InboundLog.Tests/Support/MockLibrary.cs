using System.Runtime.InteropServices;

namespace OrleansFailover.InboundLog.Tests.Support;

/// <summary>The few functions of librdkafka that make a mock cluster.</summary>
internal static partial class MockLibrary
{
    private const string Name = "mock-librdkafka";

    private static readonly Lazy<nint> Handle = new(Load);

    public enum ClientType
    {
        Producer,
        Consumer,
    }

    public static void Register() => _ = Handle.Value;

    [LibraryImport(Name, EntryPoint = "rd_kafka_new")]
    public static partial nint New(ClientType type, nint config, nint error, nint errorSize);

    [LibraryImport(Name, EntryPoint = "rd_kafka_destroy")]
    public static partial void Destroy(nint handle);

    [LibraryImport(Name, EntryPoint = "rd_kafka_mock_cluster_new")]
    public static partial nint ClusterNew(nint handle, int brokers);

    [LibraryImport(Name, EntryPoint = "rd_kafka_mock_cluster_destroy")]
    public static partial void ClusterDestroy(nint cluster);

    [LibraryImport(Name, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
    public static partial nint Bootstraps(nint cluster);

    [LibraryImport(Name, EntryPoint = "rd_kafka_mock_topic_create", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int TopicCreate(nint cluster, string topic, int partitions, int replicas);

    [LibraryImport(Name, EntryPoint = "rd_kafka_mock_partition_delete_records", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DeleteRecords(nint cluster, string topic, int partition, long before);

    [LibraryImport(Name, EntryPoint = "rd_kafka_mock_broker_set_down")]
    public static partial int SetDown(nint cluster, int broker);

    [LibraryImport(Name, EntryPoint = "rd_kafka_mock_broker_set_up")]
    public static partial int SetUp(nint cluster, int broker);

    private static nint Load()
    {
        var native = Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
        // The plain Linux build wants a SASL library that not every distribution has.
        string[] files = [Path.Combine(native, "centos8-librdkafka.so"), Path.Combine(native, "librdkafka.so"), Path.Combine(native, "librdkafka.dylib")];
        nint handle = 0;
        foreach (var file in files)
        {
            if (File.Exists(file) && NativeLibrary.TryLoad(file, out handle))
            {
                break;
            }
        }

        if (handle == 0)
        {
            handle = NativeLibrary.Load("librdkafka");
        }

        NativeLibrary.SetDllImportResolver(typeof(MockLibrary).Assembly, (name, _, _) => name == Name ? handle : 0);
        return handle;
    }
}
