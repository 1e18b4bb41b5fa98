namespace OrleansFailover.Load.Results;

/// <summary>The names of the lines that what a month takes is computed from.</summary>
internal static class Lines
{
    public const string AcksPerProcessorSecond = "webhook acks a second of the gateway's processor time";
    public const string TurnsPerSecond = "turns a second, a whole region on 2 processors";
    public const string UnitsOfMessage = "request units of a message in the region that takes it, its share of the idle write included";
    public const string ReplicatedBytes = "bytes of a message that the store replicates to the other region";
    public const string RedisBytes = "bytes of a message to the other region's Redis and back, on the wire";
    public const string RestBytes = "bytes a second between the regions at rest";
    public const string HeapBytes = "idle warm conversation, bytes of the silo's heap";
}
