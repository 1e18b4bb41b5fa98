using System.Runtime.CompilerServices;
using OrleansFailover.Drill.Cluster;
using OrleansFailover.Drill.Telemetry;

namespace OrleansFailover.Drill.Canaries;

/// <summary>Every byte that a region holds at rest, and what its hosts and the edge told of themselves. Its services must be up.</summary>
internal static class RegionHoldings
{
    public static async IAsyncEnumerable<Holding> ReadAsync(LocalCluster cluster, string region, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (processes, topology) = (cluster.Region(region), cluster.Topology);
        yield return await HeldDocuments.ReadAsync(processes.Plan, cancellationToken);
        await foreach (var held in HeldRedis.ReadAsync(processes.Plan, cancellationToken))
        {
            yield return held;
        }

        foreach (var held in await HeldTopics.ReadAsync(processes.InboundLog, cancellationToken))
        {
            yield return held;
        }

        foreach (var held in Files(cluster.LogFolder, topology, region))
        {
            yield return held;
        }
    }

    private static IEnumerable<Holding> Files(string logs, LocalTopology topology, string region) =>
        HeldFiles.Read(HoldingPlace.DeadLetters, topology.DeadLetters(region), "*")
            .Concat(HeldFiles.Read(HoldingPlace.Spool, topology.Spool(region), "*"))
            .Concat(HeldFiles.Read(HoldingPlace.LogFiles, logs, $"{region}-*.log"))
            .Concat(HeldFiles.Read(HoldingPlace.LogFiles, logs, $"{LocalTopology.EdgeName}.log"))
            .Concat(HeldFiles.Read(HoldingPlace.Telemetry, topology.TelemetryFolder, TelemetryFiles.PatternOf(region)))
            .Concat(HeldFiles.Read(HoldingPlace.Telemetry, topology.TelemetryFolder, TelemetryFiles.PatternOf(LocalTopology.EdgeName)));
}
