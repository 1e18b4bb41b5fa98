using Microsoft.Extensions.Logging;
using Orleans.Serialization.Serializers;
using OrleansFailover.Grains.Interfaces.Identity;
using OrleansFailover.RegionalState.Cosmos;
using OrleansFailover.RegionalState.Documents;
using OrleansFailover.RegionalState.Standby;

namespace OrleansFailover.RegionalState.Storage;

/// <summary>What the state stores of one storage share.</summary>
/// <param name="Region">This region.</param>
/// <param name="Regions">Every region, this one included.</param>
internal sealed record StoreParts(
    string Storage,
    RegionId Region,
    IReadOnlyList<RegionId> Regions,
    RegionalCosmosStorageOptions Options,
    IDocumentStore Documents,
    RegionalDocumentCodec Codec,
    OrdinaryDocumentCodec OrdinaryCodec,
    ILastTurns LastTurns,
    IActivatorProvider Activators,
    RegionalStoreMetrics Metrics,
    ILogger Logger,
    TimeProvider Time)
{
    /// <summary>Draws the writer of a state that was read; never the same twice.</summary>
    public Func<string> DrawWriter { get; init; } = WriterName.Draw;
}
