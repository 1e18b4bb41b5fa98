namespace OrleansFailover.Drill.Cluster;

/// <summary>The services of a region's cloud that can be switched off.</summary>
[Flags]
internal enum CloudParts
{
    None = 0,
    Cosmos = 1,
    Redis = 2,
    InboundLog = 4,
    All = Cosmos | Redis | InboundLog,
}
