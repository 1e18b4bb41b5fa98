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

    /// <summary>
    /// How long an event is offered to its conversation until it is set aside, whatever keeps the conversation from taking it: a store that is out, for
    /// example. Default 1 min, range 100 ms to 1 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan MaxEventDeliveryTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// After how many turns that failed for a fault of the event, or of its conversation's state, the event is set aside. Turns that failed because
    /// something they need is out of reach do not count. Counted in memory: after a restart or a move of the partition from zero. Default 5, range 0 (never
    /// by count) to 100; the pauses in between must end before <see cref="MaxEventDeliveryTime"/>.
    /// </summary>
    [Range(0, 100)]
    public int MaxTurnFailures { get; set; } = 5;

    /// <summary>
    /// What the later events of a conversation do when one was set aside. <c>GoOn</c> (default): they go on without it, because a customer who writes is
    /// worth more than the order of one bad event. <c>Wait</c>: they wait in the log until it is replayed, and then offered again in its place, or discarded;
    /// a conversation that waits holds the committed offset of its partition, which stops at <see cref="MaxUncommitted"/>.
    /// </summary>
    public LaterEvents AfterSetAside { get; set; } = LaterEvents.GoOn;

    /// <summary>With <c>Wait</c>: how often it is looked whether the event was replayed or discarded. Default 5 s, range 10 ms to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan SettledLookInterval { get; set; } = TimeSpan.FromSeconds(5);

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
