using OrleansFailover.Drill.Channel;
using OrleansFailover.Drill.Cluster;

namespace OrleansFailover.Drill.Stack;

/// <summary>What a stack is started with.</summary>
internal sealed record StackSettings
{
    /// <summary>The regions, primary first.</summary>
    public static IReadOnlyList<string> Regions { get; } = ["eastus", "westeurope"];

    /// <summary>Port of the edge.</summary>
    public required int EdgePort { get; init; }

    /// <summary>Port of the operations console. Default none: it is not started.</summary>
    public int? ConsolePort { get; init; }

    /// <summary>The script that conversations run through.</summary>
    public required string Script { get; init; }

    /// <summary>The real Cloud API, where replies go instead of the phone page. Default none.</summary>
    public Uri? CloudApi { get; init; }

    /// <summary>The channel that is simulated. Default: the Cloud API.</summary>
    public ChannelKind Channel { get; init; }

    /// <summary>How far each Cosmos replica lags behind the other. Default 50 ms.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>What is turned off, so that a promise breaks. Default nothing.</summary>
    public Protections Without { get; init; }

    /// <summary>Restricts Germans to the last region, and takes in what the hosts export of traces and metrics. Default false: everybody is free.</summary>
    public bool Restricts { get; init; }

    /// <summary>Puts relays between the regions, so that they can be cut from each other. Default false.</summary>
    public bool Relays { get; init; }

    /// <summary>Makes the edge prefer a region again with its first successful probe. Default false.</summary>
    public bool FailbackAtOnce { get; init; }

    /// <summary>Makes every reply quote the message it answers. Default false.</summary>
    public bool QuoteMessages { get; init; }
}
