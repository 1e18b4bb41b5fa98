using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Channel;

/// <summary>How the simulated channel behaves.</summary>
internal sealed record ChannelOptions
{
    /// <summary>Which channel. Default: the Cloud API.</summary>
    public ChannelKind Kind { get; init; }

    /// <summary>Of WASenderApi: the time between two sends of a session. Default 5 s, with account protection; zero: any.</summary>
    public TimeSpan SessionInterval { get; init; } = TimeSpan.FromSeconds(5);

    public required ChannelSecrets Secrets { get; init; }

    /// <summary>Where webhooks go.</summary>
    public required Uri Webhook { get; init; }

    /// <summary>The webhook addresses of each region alone, for deliveries that reach all of them at once.</summary>
    public IReadOnlyList<Uri> RegionWebhooks { get; init; } = [];

    public BusinessNumber Number { get; init; } = BusinessNumber.Default;

    /// <summary>How long a delivery waits for its answer. Default 10 s.</summary>
    public TimeSpan DeliveryTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Pauses before the second, third, … delivery of what was not answered 200; the last one repeats. The real channel starts at once too,
    /// and goes on for 7 days with pauses that a drill has no time for.
    /// </summary>
    public IReadOnlyList<TimeSpan> RetryPauses { get; init; } =
        [.. new[] { 0.1, 0.5, 1, 2, 4, 8 }.Select(TimeSpan.FromSeconds)];

    /// <summary>How many messages one user may get at once. Default 45.</summary>
    public int PairBurst { get; init; } = 45;

    /// <summary>The time of one more. Default 6 s.</summary>
    public TimeSpan PairInterval { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Whether a burst must be paid back whole before the next message: the other reading of the pair limit. Default false.</summary>
    public bool PairPaysBack { get; init; }

    /// <summary>How many messages a second the number may send. Default 1000, what a busy number is raised to; 80 at first.</summary>
    public int MessagesPerSecond { get; init; } = 1000;

    /// <summary>How long after a user's last message anything but a template is taken. Default 24 h; null: always.</summary>
    public TimeSpan? ReplyWindow { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The delivery statuses that follow an accepted send, each with its pause after the one before.</summary>
    public IReadOnlyList<(string Status, TimeSpan Pause)> Statuses { get; init; } =
        [("sent", TimeSpan.FromMilliseconds(60)), ("delivered", TimeSpan.FromMilliseconds(200))];
}
