namespace OrleansFailover.Drill.Scenarios;

/// <summary>What a region keeps of webhooks that no log took.</summary>
/// <param name="Letters">Dead letters, replayed ones included.</param>
/// <param name="Replayed">Those of them that were replayed.</param>
/// <param name="SpoolBytes">What waits in its gateway's spool.</param>
internal sealed record Kept(int Letters, int Replayed, long SpoolBytes)
{
    /// <summary>True when nothing waits any more.</summary>
    public bool IsDrained => Letters == Replayed && SpoolBytes == 0;
}
