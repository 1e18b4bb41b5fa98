using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.RegionalState.Documents;

/// <summary>The documents of all regions as this region's replica of the store has them.</summary>
internal interface IRegionalDocuments
{
    /// <summary>One region's document in this region's replica, or null when the replica has none (yet).</summary>
    ValueTask<(RegionalDocument Document, string ETag)?> ReadAsync(string key, RegionId region, CancellationToken cancellationToken);

    /// <summary>
    /// Joins a standby copy into this region's own document, under its ETag, retried on a lost race: the copy is durable here afterwards.
    /// </summary>
    ValueTask FoldInAsync(RegionalDocument copy, CancellationToken cancellationToken);
}
