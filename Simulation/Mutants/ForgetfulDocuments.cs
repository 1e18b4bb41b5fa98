using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.Simulation.Mutants;

/// <summary>Tells a review that the replica holds whatever the standby copy holds.</summary>
internal sealed class ForgetfulDocuments(IRegionalDocuments documents, LastTurns lastTurns) : IRegionalDocuments
{
    public async ValueTask<(RegionalDocument Document, string ETag)?> ReadAsync(string key, RegionId region, CancellationToken cancellationToken) =>
        (await lastTurns.ReadAsync(key, cancellationToken)).FirstOrDefault(copy => copy.Region == region) is { } copy ? (copy, "") : null;

    public ValueTask FoldInAsync(RegionalDocument copy, CancellationToken cancellationToken) => documents.FoldInAsync(copy, cancellationToken);
}
