using OrleansFailover.Grains.Interfaces.Identity;

namespace OrleansFailover.Simulation.Regions;

/// <summary>On which ways events came in, as only the world knows.</summary>
internal sealed class Ways
{
    private readonly HashSet<MessageId> waited = [];
    private readonly List<UncopiedEvent> uncopied = [];
    private readonly HashSet<MessageId> lost = [];
    private readonly Dictionary<MessageId, Region> readers = [];

    /// <summary>True when the event was a dead letter or in a spool at some time.</summary>
    public bool Waited(MessageId id) => waited.Contains(id);

    /// <summary>Where and since when the event was in one region only.</summary>
    public IEnumerable<UncopiedEvent> Uncopied(MessageId id) => uncopied.Where(copy => copy.Id == id);

    /// <summary>True when such an event was in a log that was lost.</summary>
    public bool IsLost(MessageId id) => lost.Contains(id);

    /// <summary>The region whose log brought the event to its conversation first; null when none has.</summary>
    public Region? FirstReader(MessageId id) => readers.GetValueOrDefault(id);

    public void Reads(MessageId id, Region region) => readers.TryAdd(id, region);

    public void Waits(MessageId id) => waited.Add(id);

    public void NotCopied(UncopiedEvent copy) => uncopied.Add(copy);

    /// <summary>The log of a region is lost with these events.</summary>
    public void Lose(Region region, IEnumerable<MessageId> ids) => lost.UnionWith(ids.Where(id => Uncopied(id).Any(copy => copy.Holder == region)));
}
