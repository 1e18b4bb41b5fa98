namespace OrleansFailover.RegionalState.Regions;

/// <summary>
/// Short texts that the hosts of one region leave for each other in its own Redis: what silos know and a gateway tells of the region. Nothing
/// may depend on one being there. Never throws because the Redis is out of reach. Safe for concurrent use.
/// </summary>
public interface IRegionNotes
{
    /// <summary>Puts a note in the place of the one before.</summary>
    /// <returns>False when the Redis did not take it.</returns>
    ValueTask<bool> WriteAsync(string name, string text, TimeSpan expiry, CancellationToken cancellationToken);

    /// <summary>Reads a note.</summary>
    ValueTask<RegionNote> ReadAsync(string name, CancellationToken cancellationToken);
}
