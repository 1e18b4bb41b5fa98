namespace OrleansFailover.Drill.Stack;

/// <summary>What a stack is started with.</summary>
internal sealed record StackSettings
{
    /// <summary>The regions, primary first.</summary>
    public static IReadOnlyList<string> Regions { get; } = ["eastus", "westeurope"];

    /// <summary>Port of the edge.</summary>
    public required int EdgePort { get; init; }

    /// <summary>The script that conversations run through.</summary>
    public required string Script { get; init; }

    /// <summary>The real Cloud API, where replies go instead of the phone page. Default none.</summary>
    public Uri? CloudApi { get; init; }

    /// <summary>How far each Cosmos replica lags behind the other. Default 50 ms.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Turns the copies of last turns off. Default false.</summary>
    public bool WithoutRecentTurns { get; init; }

    /// <summary>Makes every reply quote the message it answers. Default false.</summary>
    public bool QuoteMessages { get; init; }
}
