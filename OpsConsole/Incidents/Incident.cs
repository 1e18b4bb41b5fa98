namespace OrleansFailover.OpsConsole.Incidents;

/// <summary>A time in which a region took no webhooks.</summary>
/// <param name="Region">The region.</param>
/// <param name="Began">When that was first seen.</param>
/// <param name="Restored">When its conversations went on, here or elsewhere; null while they do not.</param>
/// <param name="RestoredBy">The region in which they went on; null while they do not.</param>
/// <param name="Returned">When it took webhooks again; null while it does not.</param>
internal sealed record Incident(string Region, DateTimeOffset Began, DateTimeOffset? Restored, string? RestoredBy, DateTimeOffset? Returned)
{
    public bool IsOpen => Returned is null;

    /// <summary>How long nobody was served.</summary>
    public TimeSpan? TimeToRestore => Restored - Began;

    /// <summary>How long the region was away.</summary>
    public TimeSpan? TimeToReturn => Returned - Began;
}
