using System.ComponentModel.DataAnnotations;

namespace OrleansFailover.InboundLog.FailoverEvents;

/// <summary>Where the failover events go besides the log lines. Section <c>FailoverEvents</c>, of silos, gateways and edges; read at start.</summary>
internal sealed class FailoverEventOptions
{
    public const string Section = "FailoverEvents";

    /// <summary>
    /// The topic (the event hub) of the inbound log's service that gets them, reached as the section <c>InboundLog</c> says, or at an edge as <c>InboundLog</c> of its
    /// regions says; <c>analytics</c> by custom. It must be there: no topic is created. Empty (default): log lines only.
    /// </summary>
    [RegularExpression("^[A-Za-z0-9._-]{1,249}$")]
    public string? Topic { get; set; }

    /// <summary>How many may wait to be written, and as many again to be sent; further ones are dropped and counted. Default 10,000, range 10 to 1,000,000.</summary>
    [Range(10, 1_000_000)]
    public int QueueCapacity { get; set; } = 10_000;

    /// <summary>How long the topic of a log may take for one until it goes to the next log, or with none left is dropped. Default 10 s, range 100 ms to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>With several logs: how long one that did not take an event is passed by while another one is up. Default 30 s, range 0 (not at all) to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan LogRetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a stop waits for the ones that wait. Default 2 s, range 0 (not at all) to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
