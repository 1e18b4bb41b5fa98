namespace OrleansFailover.Load.Results;

/// <summary>The measured figures that a size is computed from: medians. Null where the line was not measured.</summary>
/// <param name="Acks">Webhook acks a second of a gateway's processor.</param>
/// <param name="Turns">Turns a second of a whole region on two processors, its stand-ins included.</param>
/// <param name="Units">Request units of a message.</param>
/// <param name="Replicated">Bytes of a message that the store replicates.</param>
/// <param name="Copied">Bytes of a message to the other region's Redis and back.</param>
/// <param name="Rest">Bytes a second between the regions at rest.</param>
/// <param name="Heap">Bytes of a silo's heap for a warm conversation.</param>
internal sealed record Figures(double? Acks, double? Turns, double? Units, double? Replicated, double? Copied, double? Rest, double? Heap)
{
    public static Figures Of(IEnumerable<Row> rows)
    {
        var medians = rows.GroupBy(row => row.What).ToDictionary(group => group.Key, group => Spread.Of(group.First().Mine).Median);
        return new(
            Find(Lines.AcksPerProcessorSecond), Find(Lines.TurnsPerSecond), Find(Lines.UnitsOfMessage), Find(Lines.ReplicatedBytes), Find(Lines.RedisBytes),
            Find(Lines.RestBytes), Find(Lines.HeapBytes));

        double? Find(string line) => medians.TryGetValue(line, out var median) ? median : null;
    }
}
