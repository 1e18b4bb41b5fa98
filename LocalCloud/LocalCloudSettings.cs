namespace OrleansFailover.LocalCloud;

/// <summary>Settings of one region of the local cloud, read from the configuration section <see cref="SectionName"/>.</summary>
public sealed class LocalCloudSettings
{
    /// <summary>Name of the configuration section.</summary>
    public const string SectionName = "LocalCloud";

    /// <summary>Name of this region. Required, and one of <see cref="Regions"/> when that list is not empty.</summary>
    public string Region { get; set; } = "";

    /// <summary>Port of the Cosmos endpoint and the control API on 127.0.0.1. Default 0: any free port. Range 0 to 65535.</summary>
    public int CosmosPort { get; set; }

    /// <summary>Port of the Redis endpoint on 127.0.0.1. Default 0: any free port. Range 0 to 65535.</summary>
    public int RedisPort { get; set; }

    /// <summary>
    /// Port of the Kafka endpoint on 127.0.0.1. Default 0: the broker is reached directly, at a port of its own choice. Any other
    /// port is served by a relay in front of the broker, so that the address is the same after a restart. Range 0 to 65535.
    /// </summary>
    public int KafkaPort { get; set; }

    /// <summary>Whether the region has a Redis. Default true.</summary>
    public bool RedisEnabled { get; set; } = true;

    /// <summary>Whether the region has a Kafka broker. Default true.</summary>
    public bool KafkaEnabled { get; set; } = true;

    /// <summary>Age that a write reaches before it is sent to the other regions. Default 50 ms; zero sends at once. Range 0 to 1 day.</summary>
    public TimeSpan ReplicationLag { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// Writes waiting for one peer above which only the newest write of each document is kept. Default 200,000. Range 1,000 to 10,000,000.
    /// </summary>
    public int ReplicationQueueLimit { get; set; } = 200_000;

    /// <summary>How long a starting region waits for the copies of its peers. Default 10 s. Range 100 ms to 5 minutes.</summary>
    public TimeSpan SynchronizationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Added to the time that a document's <c>_ts</c> is taken from, to play a region whose clock is wrong. Default zero. Range -1 day to 1 day.
    /// </summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>Memory of the Redis part for keys and values, in MiB. Default 256. Range 32 to 65536.</summary>
    public int RedisMemoryMegabytes { get; set; } = 256;

    /// <summary>
    /// All regions of the account, this one included, in account order; the first is the hub for conflict resolution. Every region
    /// needs the same list. Default empty: this region alone.
    /// </summary>
    public IList<RegionEndpoint> Regions { get; } = [];

    /// <summary>Kafka topics that exist from the start, as <c>name:partitions</c>. Default none.</summary>
    public IList<string> Topics { get; } = [];
}
