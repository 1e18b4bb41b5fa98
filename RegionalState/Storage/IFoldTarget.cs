using OrleansFailover.RegionalState.Documents;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>Joins a standby copy into this region's own document; implemented by the store that knows the state's type.</summary>
internal interface IFoldTarget
{
    ValueTask FoldInAsync(RegionalDocument copy, CancellationToken cancellationToken);
}
