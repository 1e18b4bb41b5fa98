using System.ComponentModel.DataAnnotations;
using Confluent.Kafka;

namespace OrleansFailover.InboundLog;

/// <summary>Settings of the inbound log of this region, section <c>InboundLog</c>. Checked at start, all errors at once.</summary>
public sealed class InboundLogOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "InboundLog";

    /// <summary>Kafka bootstrap servers, <c>host:port</c> separated by commas. Event Hubs: <c>NAMESPACE.servicebus.windows.net:9093</c>. Required.</summary>
    [Required]
    public string BootstrapServers { get; set; } = "";

    /// <summary>The topic (the event hub). Default <c>inbound</c>.</summary>
    [Required]
    public string Topic { get; set; } = "inbound";

    /// <summary>The consumer group whose committed offsets say where reading goes on. Empty (default): the service id of the cluster.</summary>
    public string? GroupId { get; set; }

    /// <summary>The number of partitions. 0 (default): asked of the cluster at start. Range 0 to 1,024.</summary>
    [Range(0, 1024)]
    public int Partitions { get; set; }

    /// <summary>The transport. Event Hubs: <c>SaslSsl</c>. Default <c>Plaintext</c>, for a broker on this machine.</summary>
    public SecurityProtocol SecurityProtocol { get; set; } = SecurityProtocol.Plaintext;

    /// <summary>
    /// <c>Plain</c> with <see cref="SaslUsername"/> and <see cref="SaslPassword"/>, or <c>OAuthBearer</c>: tokens of the process's Azure identity.
    /// Read only with a SASL transport.
    /// </summary>
    public SaslMechanism? SaslMechanism { get; set; }

    /// <summary>Event Hubs with a connection string: the literal <c>$ConnectionString</c>.</summary>
    public string? SaslUsername { get; set; }

    /// <summary>The connection string. A secret: from a vault or the environment, never from a file in the repository.</summary>
    public string? SaslPassword { get; set; }

    /// <summary>How long an append may take until it counts as failed. Default 2 s, range 50 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan AppendTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an append waits for others to travel with. Default 0.5 ms, range 0 (none) to 100 ms.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:00.100")]
    public TimeSpan Linger { get; set; } = TimeSpan.FromMilliseconds(0.5);

    /// <summary>How long a failed append makes the health check fail unless one succeeds. Default 5 s, range 0 (never) to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan FailureMemory { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The bound of the metadata request of the start and of the health check. Default 5 s, range 100 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan MetadataTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most events that one read hands to the pulling agent. Default 256, range 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxBatch { get; set; } = 256;

    /// <summary>The most events of a partition that are in memory and not delivered; past that its reading pauses. Default 2,048, range 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int CacheSize { get; set; } = 2_048;

    /// <summary>
    /// The most events of a partition behind its committed offset that were read, delivered or not; past that its reading pauses. It bounds what is
    /// delivered again after a crash when one conversation is stuck. Default 20,000, range 1 to 10,000,000, at least <see cref="CacheSize"/>.
    /// </summary>
    [Range(1, 10_000_000)]
    public int MaxUncommitted { get; set; } = 20_000;

    /// <summary>
    /// The pause of the pulling agent after an empty read, or while it meets a new conversation. Reads themselves wait for events, so this is not the
    /// latency of a busy log. Default 10 ms, range 1 ms to 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan GetQueueMessagesPeriod { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// How long the broker may hold back an empty answer. A Kafka broker answers as soon as there is an event; the mock broker waits this time
    /// through, so give it a few milliseconds there. Default 250 ms, range 1 ms to 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:10")]
    public TimeSpan FetchWait { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often delivered offsets are committed. Default 500 ms, range 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan CommitInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long an event is offered to its conversation until it counts as undeliverable. Default 1 min, range 100 ms to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan MaxEventDeliveryTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The first pause between two offers; it doubles up to <see cref="DeliveryBackoffMax"/>. Default 100 ms, range 1 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan DeliveryBackoff { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between two offers. Default 5 s, range 1 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan DeliveryBackoffMax { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The pause before an event that could not be set aside is offered to its sink again. Default 1 s, range 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan SetAsideRetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the pulling agent remembers a conversation without events. Default 5 min, range 1 s to 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ConversationIdlePeriod { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The first pause before a lost broker is tried again. Default 200 ms, range 10 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan ReconnectBackoff { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause before a lost broker is tried again. Default 5 s, range 10 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan ReconnectBackoffMax { get; set; } = TimeSpan.FromSeconds(5);
}
